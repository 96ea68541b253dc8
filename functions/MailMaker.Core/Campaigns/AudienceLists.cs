namespace MailMaker.Core.Campaigns;

/// <summary>The numbering of a campaign's ledger buckets over its lists: fixed at launch, since slices and messages name them.</summary>
public static class AudienceLists
{
    /// <summary>Lists that a campaign may go to.</summary>
    public const int Most = 20;

    /// <summary>Ledger buckets that a campaign may have: their numbers have four digits in keys.</summary>
    public const int MostBuckets = 10_000;

    /// <summary>Numbers the buckets of lists one list after the other.</summary>
    /// <param name="lists">The lists' names and buckets, in the campaign's order.</param>
    public static IReadOnlyList<AudienceList> Number(IEnumerable<(string Name, int Buckets)> lists)
    {
        var numbered = new List<AudienceList>();
        var first = 0;
        foreach (var (name, buckets) in lists)
        {
            numbered.Add(new AudienceList(name, buckets, first));
            first += buckets;
        }

        return numbered;
    }

    /// <summary>Ledger buckets of all lists together.</summary>
    public static int BucketCount(this IReadOnlyList<AudienceList> lists) => lists.Sum(l => l.Buckets);

    /// <summary>The list that a ledger bucket belongs to; null when the campaign has no such bucket.</summary>
    public static AudienceList? Of(this IReadOnlyList<AudienceList> lists, int ledgerBucket) => lists.FirstOrDefault(l => l.Holds(ledgerBucket));
}
