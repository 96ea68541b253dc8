using System.Globalization;
using MailMaker.Core.Contacts;

namespace MailMaker.Tracking;

/// <summary>The keys of the table <c>Events</c>; why they are so stands in docs/decisions/0029-tracking-events.md.</summary>
public static class EventKeys
{
    /// <summary>The table's name.</summary>
    public const string Table = "Events";

    /// <summary>Partitions of a campaign: one takes 2,000 entities a second, an account 20,000.</summary>
    public const int Shards = 16;

    /// <summary>Row key of a shard's totals; it sorts after every recipient.</summary>
    public const string Sum = "sum";

    /// <summary>The partition that names every campaign of which events are kept; no account's name begins with a dot.</summary>
    public const string Kept = ".kept";

    /// <summary>The partition of a campaign's shard.</summary>
    public static string Partition(string account, string campaign, int shard) => string.Create(CultureInfo.InvariantCulture, $"{account}|{campaign}|{shard:D2}");

    /// <summary>The partition that a recipient's events are in.</summary>
    public static string Partition(string account, string campaign, ContactId contact) => Partition(account, campaign, contact.Bucket(Shards));

    /// <summary>Row key of a recipient: the same key on two lists is two contacts.</summary>
    public static string Recipient(ContactId contact, string list) => $"{contact}|{list}";

    /// <summary>Row key of a campaign among those of which events are kept.</summary>
    public static string KeptCampaign(string account, string campaign) => $"{account}|{campaign}";
}
