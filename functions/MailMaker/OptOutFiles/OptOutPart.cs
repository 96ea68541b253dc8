namespace MailMaker.OptOutFiles;

/// <summary>A part of an opt-out file that is to be taken.</summary>
/// <param name="File">The file.</param>
/// <param name="Skip">Rows before the part.</param>
public sealed record OptOutPart(OptOutFile File, long Skip);
