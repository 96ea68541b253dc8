using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>What the orchestration needs to know of a file that was read.</summary>
/// <param name="IsRefused">Whether it can't be imported; the record says why.</param>
/// <param name="Mode">The import's mode.</param>
/// <param name="Buckets">The list's buckets.</param>
/// <param name="DryRun">Whether nothing is to be written.</param>
/// <param name="Rows">Rows of the file; null in histories that did not count them.</param>
public sealed record StagedImport(bool IsRefused, ImportMode Mode, int Buckets, bool DryRun = false, long? Rows = null);
