namespace MailMaker.Core.Imports;

/// <summary>A value that could not be read, of a row that was staged without it.</summary>
/// <param name="Column">The column, from 0.</param>
/// <param name="Reason">What is wrong, without the value.</param>
internal readonly record struct RowWarning(int Column, string Reason);
