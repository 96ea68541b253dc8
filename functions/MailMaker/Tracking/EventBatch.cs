namespace MailMaker.Tracking;

/// <summary>Events of one shard of a campaign that are recorded in one transaction.</summary>
/// <param name="Id">Tells a second try of the same batch.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Recipients">The recipients' requests, each in the order of their moments.</param>
internal sealed record EventBatch(Guid Id, TrackedCampaign Campaign, int Shard, IReadOnlyList<RecipientHits> Recipients)
{
    /// <summary>Recipients that fit one transaction beside the totals: 100 actions.</summary>
    public const int MostRecipients = 99;

    /// <summary>Events cut into batches; those of one shard stand together, to be written one after the other.</summary>
    public static List<List<EventBatch>> Of(IEnumerable<TrackedEvent> events) =>
    [
        .. from e in events
           group e by (e.Mail.Campaign.Account, e.Mail.Campaign.Name, Shard: e.Mail.Contact.Bucket(EventKeys.Shards)) into shard
           let recipients = shard.GroupBy(e => (e.Mail.List, e.Mail.Contact), (who, hits) => new RecipientHits(who.List, who.Contact, [.. hits.Select(h => h.Hit).OrderBy(h => h.At)]))
           select recipients.Chunk(MostRecipients).Select(c => new EventBatch(Guid.NewGuid(), shard.First().Mail.Campaign, shard.Key.Shard, c)).ToList(),
    ];
}
