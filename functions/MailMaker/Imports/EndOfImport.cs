using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>How an import ends.</summary>
/// <param name="Import">The import.</param>
/// <param name="State">Its last state.</param>
/// <param name="Reason">Why, when it was not completed.</param>
public sealed record EndOfImport(ImportKey Import, ImportState State, string? Reason);
