namespace MailMaker.Core.SignUp;

/// <summary>A fault of one field of a posted form.</summary>
/// <param name="Input">The name of the field or checkbox; empty for the form as a whole.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record FormFault(string Input, FaultKind Kind);
