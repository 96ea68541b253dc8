namespace MailMaker.Imports;

/// <summary>Some buckets of an import, for one activity.</summary>
/// <param name="Import">The import.</param>
/// <param name="First">The first bucket.</param>
/// <param name="Count">How many.</param>
public sealed record BucketsOfImport(ImportKey Import, int First, int Count)
{
    // 64 groups however many buckets: an orchestration's history stays small.
    private const int MostGroups = 64;

    // An activity has its price, and a small file's buckets are done together in less.
    private const int FewestRowsOfGroup = 1_250;

    /// <summary>All buckets of a list in groups.</summary>
    /// <param name="import">The import.</param>
    /// <param name="buckets">The list's buckets.</param>
    /// <param name="rows">Rows that all groups have together; null when that is not known, or when it is the list's contacts that take the time.</param>
    internal static List<BucketsOfImport> Groups(ImportKey import, int buckets, long? rows = null)
    {
        var most = rows is { } known ? (int)Math.Clamp((known + FewestRowsOfGroup - 1) / FewestRowsOfGroup, 1, MostGroups) : MostGroups;
        var size = (buckets + most - 1) / most;
        var groups = new List<BucketsOfImport>();
        for (var first = 0; first < buckets; first += size)
            groups.Add(new BucketsOfImport(import, first, Math.Min(size, buckets - first)));
        return groups;
    }
}
