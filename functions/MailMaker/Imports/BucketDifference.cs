using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>What a dry run found in one bucket: kept beside the spools until all buckets are compared.</summary>
public sealed record BucketDifference
{
    /// <summary>What the import would do.</summary>
    public ImportCounts Counts { get; init; } = new();

    /// <summary>Contacts that the bucket has.</summary>
    public long Contacts { get; init; }

    /// <summary>Lines whose contact would outgrow its row.</summary>
    public IReadOnlyList<long> TooLarge { get; init; } = [];

    /// <summary>The first contacts that would be added.</summary>
    public IReadOnlyList<DifferenceRow> Added { get; init; } = [];

    /// <summary>The first contacts that would change.</summary>
    public IReadOnlyList<DifferenceRow> Changed { get; init; } = [];

    /// <summary>The first contacts that would be removed.</summary>
    public IReadOnlyList<DifferenceRow> Removed { get; init; } = [];

    /// <summary>The first rows of people who are barred, whatever the file says.</summary>
    public IReadOnlyList<ProtectedRow> Protected { get; init; } = [];
}
