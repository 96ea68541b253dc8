using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;

namespace MailMaker.Campaigns;

/// <summary>Fixes a campaign's audience bucket by bucket, and puts its slices on the queue.</summary>
public sealed class CampaignPlanner(TableServiceClient tables, CampaignLists lists, AudienceRules rules, LedgerStore ledger, SliceQueue queue)
{
    /// <summary>
    /// Slices that are written and queued together. Few, though a transaction takes 99: buckets are planned side by side, and what is queued together is worked on together, so long runs of
    /// one bucket would keep all workers at its partitions, where they stand in each other's way (docs/scale.md).
    /// </summary>
    public const int SlicesAtOnce = 5;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>
    /// Cuts a bucket into slices and queues them. Run again after a crash it goes on after the last contact that was planned, so nobody is
    /// planned twice; slices that may not have been queued are queued again, which the sender finds harmless.
    /// </summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="bucket">The ledger bucket.</param>
    /// <param name="progress">How far it is, and says how far it got.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task PlanAsync(Campaign campaign, int bucket, PlanProgress progress, CancellationToken cancellationToken)
    {
        if ((await lists.OfAsync(campaign, cancellationToken)).Of(bucket) is not { } list)
            return;
        var partition = ContactKeys.Partition(campaign.Account, list.Name, list.BucketOf(bucket));
        var rule = await rules.OfAsync(campaign, list.Name, cancellationToken);
        while (!await TryPlanAsync(campaign, partition, bucket, rule, progress, cancellationToken))
        {
        }
    }

    /// <summary>Puts every slice of a bucket that still has something to do on the queue.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="bucket">The ledger bucket.</param>
    /// <param name="queuedAt">When it was asked for: the queue drops what it has seen with the same moment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task QueueOpenAsync(string account, string campaign, int bucket, DateTimeOffset queuedAt, CancellationToken cancellationToken) =>
        QueueOpenAsync(account, campaign, bucket, 0, queuedAt, cancellationToken);

    // From a slice on. Returns the last one of the bucket; null when it has none.
    private async Task<StoredSlice?> QueueOpenAsync(
        string account, string campaign, int bucket, int from, DateTimeOffset? queuedAt, CancellationToken cancellationToken)
    {
        StoredSlice? last = null;
        var open = new List<SliceKey>();
        await foreach (var slice in ledger.SlicesAsync(account, campaign, bucket, Math.Max(0, from - 1), cancellationToken))
        {
            last = slice;
            if (slice.Number >= from && !slice.Slice.IsDone)
                open.Add(new SliceKey(account, campaign, bucket, slice.Number));
        }

        await queue.SendAsync(open, queuedAt, cancellationToken);
        return last;
    }

    private async Task<bool> TryPlanAsync(
        Campaign campaign, string partition, int bucket, AudienceRule? rule, PlanProgress progress, CancellationToken cancellationToken)
    {
        var last = await QueueOpenAsync(campaign.Account, campaign.Name, bucket, progress.Queued, null, cancellationToken);
        var number = progress.Queued = last is null ? 0 : last.Number + 1;
        var group = new List<KeyValuePair<int, Slice>>();
        // The same moment whenever it is planned: a run after a crash writes the same.
        var excluded = OutcomeEntry.Of(Outcome.Excluded, 0, campaign.LaunchedAt ?? DateTimeOffset.UnixEpoch);
        await foreach (var slice in NewSlicesAsync(partition, last?.Slice.Members[^1], rule, excluded, cancellationToken))
        {
            group.Add(new(number++, slice));
            if (group.Count == SlicesAtOnce && !await AddAsync(campaign, bucket, group, progress, cancellationToken))
                return false;
        }

        return group.Count == 0 || await AddAsync(campaign, bucket, group, progress, cancellationToken);
    }

    private async Task<bool> AddAsync(Campaign campaign, int bucket, List<KeyValuePair<int, Slice>> group, PlanProgress progress, CancellationToken cancellationToken)
    {
        if (!await ledger.AddAsync(campaign.Account, campaign.Name, bucket, group, cancellationToken))
            return false;
        // Where all are excluded there is nothing to do.
        var open = group.Where(g => !g.Value.IsDone).Select(g => new SliceKey(campaign.Account, campaign.Name, bucket, g.Key)).ToList();
        await queue.SendAsync(open, null, cancellationToken);
        progress.Queued = group[^1].Key + 1;
        group.Clear();
        return true;
    }

    private async IAsyncEnumerable<Slice> NewSlicesAsync(
        string partition, ContactId? after, AudienceRule? rule, OutcomeEntry excluded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var members = new List<ContactId>(Slice.MostMembers);
        var entries = new List<OutcomeEntry>(Slice.MostMembers);
        await foreach (var row in ContactsAsync(partition, after, rule, cancellationToken))
        {
            var id = ContactKeys.IdOf(row.RowKey);
            var decision = rule is null ? AudienceDecision.Recipient : rule.Decide(id, row.GetBinary("Fields") ?? []);
            if (decision == AudienceDecision.NotMeant)
                continue;
            members.Add(id);
            entries.Add(decision == AudienceDecision.Excluded ? excluded : default);
            if (members.Count < Slice.MostMembers)
                continue;
            yield return Slice.Of(members, entries);
            members.Clear();
            entries.Clear();
        }

        if (members.Count > 0)
            yield return Slice.Of(members, entries);
    }

    private AsyncPageable<TableEntity> ContactsAsync(string partition, ContactId? after, AudienceRule? rule, CancellationToken cancellationToken)
    {
        var from = after is { } id ? ContactKeys.Contact(id) : ContactKeys.ContactKind;
        var end = ContactKeys.ContactKind[..1] + (char)('|' + 1);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey lt {end}");
        string[] columns = rule?.NeedsFields == true ? ["RowKey", "Fields"] : ["RowKey"];
        return contacts.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken);
    }
}
