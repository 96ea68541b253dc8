using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Tracking;
using MailMaker.Hosting;

namespace MailMaker.Tracking;

/// <summary>
/// What recipients opened and clicked: a row for each recipient, and a row of totals per shard that changes in the same transaction, so that the totals are those of the rows at every moment.
/// </summary>
public sealed class EventStore(TableServiceClient tables, RecipientStandings standings)
{
    private const string Events = nameof(Events);
    private const string Totals = nameof(Totals);
    private const string Batches = nameof(Batches);
    private const string Since = nameof(Since);

    // A batch is tried again at once, or not at all: so many others may come in between.
    private const int MostBatches = 32;
    private const int IdSize = 16;
    private const int MostActions = 100;

    private readonly TableClient table = tables.GetTableClient(EventKeys.Table);

    /// <summary>A campaign's totals.</summary>
    public async Task<EventTotals> TotalsAsync(string account, string campaign, CancellationToken cancellationToken)
    {
        var sums = await Task.WhenAll(Enumerable.Range(0, EventKeys.Shards).Select(s => FindAsync(EventKeys.Partition(account, campaign, s), EventKeys.Sum, cancellationToken)));
        var totals = new EventTotals();
        foreach (var sum in sums.Where(s => s is not null))
            totals.Add(EventTotals.FromBytes(sum!.GetBinary(Totals)));
        return totals;
    }

    /// <summary>What one recipient did; nothing when there is none.</summary>
    public async Task<RecipientEvents> FindAsync(string account, string campaign, string list, ContactId contact, CancellationToken cancellationToken) =>
        Read(await FindAsync(EventKeys.Partition(account, campaign, contact), EventKeys.Recipient(contact, list), cancellationToken));

    /// <summary>Whether anybody, or any machine, opened or clicked anything of a campaign.</summary>
    public async Task<bool> HasAnyAsync(string account, string campaign, CancellationToken cancellationToken) =>
        await FindAsync(EventKeys.Kept, EventKeys.KeptCampaign(account, campaign), cancellationToken) is not null;

    /// <summary>What each of some recipients of a list did, as far as it is kept.</summary>
    public async Task<IReadOnlyDictionary<ContactId, RecipientEvents>> OfAsync(
        string account, string campaign, string list, IReadOnlyList<ContactId> contacts, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ContactId, RecipientEvents>();
        // In key order: one short range a shard, and a slice of a list with a multiple of 16 buckets is in one shard.
        foreach (var shard in contacts.GroupBy(c => c.Bucket(EventKeys.Shards)))
        {
            string from = EventKeys.Recipient(shard.First(), ""), to = EventKeys.Recipient(shard.Last(), "~");
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {EventKeys.Partition(account, campaign, shard.Key)} and RowKey ge {from} and RowKey le {to}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                if (row.RowKey.AsSpan(ContactId.TextLength + 1).SequenceEqual(list) && ContactId.TryParse(row.RowKey.AsSpan(0, ContactId.TextLength), out var contact))
                    found[contact] = Read(row);
            }
        }

        return found;
    }

    /// <summary>Forgets what a recipient did; the totals stay.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> ForgetAsync(string account, string campaign, string list, ContactId contact, CancellationToken cancellationToken)
    {
        var (partition, key) = (EventKeys.Partition(account, campaign, contact), EventKeys.Recipient(contact, list));
        if (await FindAsync(partition, key, cancellationToken) is null)
            return false;
        await table.DeleteEntityAsync(partition, key, ETag.All, cancellationToken);
        return true;
    }

    /// <summary>Campaigns that were launched before a moment and of which events of single recipients are kept.</summary>
    internal async Task<List<(string Account, string Campaign)>> LaunchedBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var found = new List<(string, string)>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {EventKeys.Kept} and Since lt {moment}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
            found.Add(row.RowKey.Split('|') is [var account, var campaign] ? (account, campaign) : throw new FormatException("Not a campaign among the kept ones."));
        return found;
    }

    /// <summary>Forgets what every recipient of a campaign did; the totals stay.</summary>
    internal async Task ForgetAsync(string account, string campaign, CancellationToken cancellationToken)
    {
        for (var shard = 0; shard < EventKeys.Shards; shard++)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {EventKeys.Partition(account, campaign, shard)} and RowKey lt {EventKeys.Sum}");
            var rows = new List<TableEntity>();
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
                rows.Add(row);
            foreach (var row in rows)
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }

        await table.DeleteEntityAsync(EventKeys.Kept, EventKeys.KeptCampaign(account, campaign), ETag.All, cancellationToken);
    }

    /// <summary>Records a batch; one that was recorded already changes nothing.</summary>
    internal async Task RecordAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var partition = EventKeys.Partition(batch.Campaign.Account, batch.Campaign.Name, batch.Shard);
        var known = await standings.OfAsync(batch, cancellationToken);
        while (true)
        {
            var sum = await FindAsync(partition, EventKeys.Sum, cancellationToken);
            var recorded = sum?.GetBinary(Batches) ?? [];
            if (Holds(recorded, batch.Id))
                return;
            if (sum is null)
                await KeepAsync(batch.Campaign, cancellationToken);
            var totals = EventTotals.FromBytes(sum?.GetBinary(Totals));
            var rows = await Task.WhenAll(batch.Recipients.Select((r, i) => known[i].IsKept
                ? FindAsync(partition, EventKeys.Recipient(r.Contact, r.List), cancellationToken) : Task.FromResult<TableEntity?>(null)));
            var actions = new List<TableTransactionAction>(MostActions);
            for (var i = 0; i < batch.Recipients.Count; i++)
            {
                if (Lay(batch.Recipients[i], known[i], rows[i], totals) is { } next)
                    actions.Add(Write(new TableEntity(partition, EventKeys.Recipient(batch.Recipients[i].Contact, batch.Recipients[i].List)) { [Events] = next.ToBytes() }, rows[i]));
            }

            actions.Add(Write(new TableEntity(partition, EventKeys.Sum) { [Totals] = totals.ToBytes(), [Batches] = With(recorded, batch.Id) }, sum));
            if (await table.TrySubmitAsync(actions, cancellationToken))
                return;
        }
    }

    // Null when nothing is to be written for the recipient.
    private static RecipientEvents? Lay(RecipientHits recipient, RecipientStanding standing, TableEntity? row, EventTotals totals)
    {
        var before = Read(row);
        var after = before;
        foreach (var hit in recipient.Hits)
        {
            var isMachine = MachineRules.IsMachine(hit, standing.HandedOverAt);
            if (standing.IsKept)
                after = after.With(hit, isMachine);
            else if (hit.Kind == EventKind.Click)
                totals.AddNobodys(hit.Link, isMachine);
        }

        if (ReferenceEquals(after, before))
            return null;
        totals.Add(after.Totals());
        totals.Subtract(before.Totals());
        return after;
    }

    private static RecipientEvents Read(TableEntity? row) => row is null ? RecipientEvents.None : RecipientEvents.FromBytes(row.GetBinary(Events) ?? []);

    private static TableTransactionAction Write(TableEntity row, TableEntity? over) => over is null
        ? new TableTransactionAction(TableTransactionActionType.Add, row)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, over.ETag);

    private static bool Holds(byte[] recorded, Guid id)
    {
        for (var at = 0; at < recorded.Length; at += IdSize)
        {
            if (new Guid(recorded.AsSpan(at, IdSize)) == id)
                return true;
        }

        return false;
    }

    private static byte[] With(byte[] recorded, Guid id) =>
        [.. recorded.AsSpan(Math.Max(0, recorded.Length - ((MostBatches - 1) * IdSize))), .. id.ToByteArray()];

    // Before the first event of a shard, so that none is ever kept of which nobody knows.
    private async Task KeepAsync(TrackedCampaign campaign, CancellationToken cancellationToken) => await table.UpsertEntityAsync(
        new TableEntity(EventKeys.Kept, EventKeys.KeptCampaign(campaign.Account, campaign.Name)) { [Since] = campaign.LaunchedAt }, TableUpdateMode.Replace, cancellationToken);

    private async Task<TableEntity?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }
}
