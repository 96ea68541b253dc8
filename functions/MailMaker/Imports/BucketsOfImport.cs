namespace MailMaker.Imports;

/// <summary>Some buckets of an import, for one activity.</summary>
/// <param name="Import">The import.</param>
/// <param name="First">The first bucket.</param>
/// <param name="Count">How many.</param>
public sealed record BucketsOfImport(ImportKey Import, int First, int Count)
{
    // 64 groups however many buckets: an orchestration's history stays small.
    private const int MostGroups = 64;

    /// <summary>All buckets of a list in groups.</summary>
    internal static List<BucketsOfImport> Groups(ImportKey import, int buckets)
    {
        var size = (buckets + MostGroups - 1) / MostGroups;
        var groups = new List<BucketsOfImport>();
        for (var first = 0; first < buckets; first += size)
            groups.Add(new BucketsOfImport(import, first, Math.Min(size, buckets - first)));
        return groups;
    }
}
