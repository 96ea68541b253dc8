using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>How an import ends.</summary>
/// <param name="Import">The import.</param>
/// <param name="Step">What ends it.</param>
/// <param name="Reason">Why, when it was not completed.</param>
public sealed record EndOfImport(ImportKey Import, ImportStep Step, string? Reason);
