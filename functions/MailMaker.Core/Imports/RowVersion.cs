namespace MailMaker.Core.Imports;

/// <summary>What a contact's row says about who wrote it last.</summary>
/// <param name="RowHash">The hash of the file row that it is; 0 when something else changed it since.</param>
/// <param name="Import">The mark of the import that wrote it; 0 when something else did.</param>
/// <param name="ChangedAt">When a call wrote it; null when an import did.</param>
public readonly record struct RowVersion(long RowHash, long Import, DateTimeOffset? ChangedAt);
