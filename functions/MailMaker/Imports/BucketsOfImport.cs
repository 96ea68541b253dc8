namespace MailMaker.Imports;

/// <summary>Some buckets of an import, for one activity.</summary>
/// <param name="Import">The import.</param>
/// <param name="First">The first bucket.</param>
/// <param name="Count">How many.</param>
public sealed record BucketsOfImport(ImportKey Import, int First, int Count);
