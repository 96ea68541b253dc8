using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;

namespace MailMaker.Campaigns;

/// <summary>Fixes a campaign's audience bucket by bucket, and puts its slices on the queue.</summary>
public sealed class CampaignPlanner(TableServiceClient tables, CampaignLists lists, LedgerStore ledger, SliceQueue queue)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>
    /// Cuts a bucket into slices and queues them. Run again after a crash it goes on after the last contact that was planned, so nobody is
    /// planned twice; slices that may not have been queued are queued again, which the sender finds harmless.
    /// </summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="bucket">The ledger bucket.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task PlanAsync(Campaign campaign, int bucket, CancellationToken cancellationToken)
    {
        if ((await lists.OfAsync(campaign, cancellationToken)).Of(bucket) is not { } list)
            return;
        var partition = ContactKeys.Partition(campaign.Account, list.Name, list.BucketOf(bucket));
        while (!await TryPlanAsync(campaign.Account, campaign.Name, partition, bucket, cancellationToken))
        {
        }
    }

    /// <summary>Puts every slice of a bucket that still has something to do on the queue.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="bucket">The ledger bucket.</param>
    /// <param name="queuedAt">When it was asked for, null at the first planning: the queue drops what it has seen with the same moment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The last slice of the bucket; null when it has none.</returns>
    public async Task<StoredSlice?> QueueOpenAsync(
        string account, string campaign, int bucket, DateTimeOffset? queuedAt, CancellationToken cancellationToken)
    {
        StoredSlice? last = null;
        var open = new List<SliceKey>();
        await foreach (var slice in ledger.SlicesAsync(account, campaign, bucket, cancellationToken))
        {
            last = slice;
            if (!slice.Slice.IsDone)
                open.Add(new SliceKey(account, campaign, bucket, slice.Number));
        }

        await queue.SendAsync(open, queuedAt, cancellationToken);
        return last;
    }

    private async Task<bool> TryPlanAsync(string account, string campaign, string partition, int bucket, CancellationToken cancellationToken)
    {
        var last = await QueueOpenAsync(account, campaign, bucket, null, cancellationToken);
        var number = last is null ? 0 : last.Number + 1;
        var group = new List<KeyValuePair<int, Slice>>();
        await foreach (var slice in NewSlicesAsync(partition, last?.Slice.Members[^1], cancellationToken))
        {
            group.Add(new(number++, slice));
            if (group.Count == LedgerStore.MostSlicesAtOnce && !await AddAsync(account, campaign, bucket, group, cancellationToken))
                return false;
        }

        return group.Count == 0 || await AddAsync(account, campaign, bucket, group, cancellationToken);
    }

    private async Task<bool> AddAsync(
        string account, string campaign, int bucket, List<KeyValuePair<int, Slice>> group, CancellationToken cancellationToken)
    {
        if (!await ledger.AddAsync(account, campaign, bucket, group, cancellationToken))
            return false;
        await queue.SendAsync(group.Select(g => new SliceKey(account, campaign, bucket, g.Key)).ToList(), null, cancellationToken);
        group.Clear();
        return true;
    }

    private async IAsyncEnumerable<Slice> NewSlicesAsync(
        string partition, ContactId? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = after is { } id ? ContactKeys.Contact(id) : ContactKeys.ContactKind;
        var end = ContactKeys.ContactKind[..1] + (char)('|' + 1);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey lt {end}");
        var members = new List<ContactId>(Slice.MostMembers);
        await foreach (var row in contacts.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            members.Add(ContactKeys.IdOf(row.RowKey));
            if (members.Count < Slice.MostMembers)
                continue;
            yield return Slice.Of(members);
            members.Clear();
        }

        if (members.Count > 0)
            yield return Slice.Of(members);
    }
}
