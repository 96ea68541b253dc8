using MailMaker.Core.Contacts;

namespace MailMaker.Core.Campaigns;

/// <summary>A list that a campaign goes to, and where its buckets lie among the campaign's: bucket <c>b</c> of the list is the campaign's ledger bucket <c>FirstBucket + b</c>.</summary>
/// <param name="Name">The list's name.</param>
/// <param name="Buckets">The list's buckets; 0 until the campaign is launched.</param>
/// <param name="FirstBucket">The ledger bucket of the list's bucket 0; 0 until the campaign is launched.</param>
public sealed record AudienceList(string Name, int Buckets = 0, int FirstBucket = 0)
{
    /// <summary>Whether a ledger bucket is one of the list's.</summary>
    public bool Holds(int ledgerBucket) => ledgerBucket >= FirstBucket && ledgerBucket < FirstBucket + Buckets;

    /// <summary>The list's own bucket behind a ledger bucket.</summary>
    public int BucketOf(int ledgerBucket) => ledgerBucket - FirstBucket;

    /// <summary>The ledger bucket that a contact of the list is in.</summary>
    public int LedgerBucketOf(ContactId contact) => FirstBucket + contact.Bucket(Buckets);
}
