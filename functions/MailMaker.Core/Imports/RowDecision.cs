namespace MailMaker.Core.Imports;

/// <summary>What is to be done about a row.</summary>
/// <param name="Fate">What becomes of the contact.</param>
/// <param name="Fields">Its fields afterwards, when it is added or changed.</param>
/// <param name="RowHash">The row hash to keep with them: 0 when they are not what the row alone says, so that the next file is compared field by field.</param>
/// <param name="IsProtected">Whether the person is barred and the file wanted otherwise.</param>
/// <param name="Resubscribes">Whether a goodbye is lifted: only where protection is off.</param>
public readonly record struct RowDecision(RowFate Fate, byte[]? Fields = null, long RowHash = 0, bool IsProtected = false, bool Resubscribes = false);
