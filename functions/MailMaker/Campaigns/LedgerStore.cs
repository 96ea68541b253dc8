using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;

namespace MailMaker.Campaigns;

/// <summary>
/// The ledger: slices with their outcomes, and a row of counts per bucket that changes in the same transaction, so that the counts sum to
/// the audience at every moment.
/// </summary>
public sealed class LedgerStore(TableServiceClient tables)
{
    private const string Members = nameof(Members);
    private const string OutcomesColumn = "Outcomes";

    // All who wait have a column together, and one by each reason but the channel: that is the rest, as it was when there was no other.
    private static readonly DeferReason[] OwnColumn = [.. Enum.GetValues<DeferReason>().Where(r => r != DeferReason.Channel)];

    private readonly TableClient table = tables.GetTableClient(LedgerKeys.Table);

    /// <summary>One slice; null when there is none.</summary>
    public async Task<StoredSlice?> FindAsync(SliceKey key, CancellationToken cancellationToken)
    {
        var partition = LedgerKeys.Partition(key.Account, key.Campaign, key.Bucket);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, LedgerKeys.Slice(key.Number), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>The slices of a bucket in order.</summary>
    public async IAsyncEnumerable<StoredSlice> SlicesAsync(
        string account, string campaign, int bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {LedgerKeys.Partition(account, campaign, bucket)} and RowKey lt {LedgerKeys.Sum}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return Read(row);
    }

    /// <summary>Adds new slices and counts their members as pending, in one transaction.</summary>
    /// <returns>False when somebody else planned in this bucket at the same time: look again where the plan stands.</returns>
    public async Task<bool> AddAsync(
        string account, string campaign, int bucket, IReadOnlyList<KeyValuePair<int, Slice>> slices, CancellationToken cancellationToken)
    {
        var partition = LedgerKeys.Partition(account, campaign, bucket);
        while (true)
        {
            var (counts, sumTag) = await SumAsync(partition, cancellationToken);
            var actions = slices.Select(s => new TableTransactionAction(TableTransactionActionType.Add, Row(partition, s.Key, s.Value))).ToList();
            foreach (var slice in slices)
                counts.Add(slice.Value.Counts());
            actions.Add(SumAction(partition, counts, sumTag));
            // 412: outcomes were recorded meanwhile, so only the counts are others. 409: a slice is there already.
            var (written, refusal) = await AnswerAsync(actions, cancellationToken);
            if (refusal != 412)
                return written is not null;
        }
    }

    /// <summary>
    /// Lays new outcomes over a slice. Final outcomes stay, so recording again changes nothing.
    /// </summary>
    /// <param name="key">The slice.</param>
    /// <param name="read">The slice as it was read.</param>
    /// <param name="decided">The new outcome of each member; null where there is none.</param>
    /// <param name="cancellationToken">Stops the work before the write.</param>
    /// <returns>The slice as it is now.</returns>
    public async Task<StoredSlice> RecordAsync(SliceKey key, StoredSlice read, IReadOnlyList<OutcomeEntry?> decided, CancellationToken cancellationToken)
    {
        var partition = LedgerKeys.Partition(key.Account, key.Campaign, key.Bucket);
        while (true)
        {
            var next = read.Slice.With(decided);
            var (counts, sumTag) = await SumAsync(partition, cancellationToken);
            counts.Add(next.Counts());
            counts.Subtract(read.Slice.Counts());
            List<TableTransactionAction> actions =
            [
                new(TableTransactionActionType.UpdateReplace, Row(partition, key.Number, next), read.ETag),
                SumAction(partition, counts, sumTag),
            ];
            if (await TrySubmitAsync(actions, cancellationToken) is { } written)
                return new StoredSlice(key.Number, next, written[0].Headers.ETag ?? throw new InvalidDataException("The service named no ETag."));
            read = await FindAsync(key, cancellationToken) ?? throw new InvalidOperationException("The slice is gone from the ledger.");
        }
    }

    /// <summary>What became of one recipient; null when the campaign was not planned for it.</summary>
    public async Task<OutcomeEntry?> FindMemberAsync(string account, string campaign, int bucket, ContactId member, CancellationToken cancellationToken)
    {
        await foreach (var slice in SlicesAsync(account, campaign, bucket, cancellationToken))
        {
            for (var i = 0; i < slice.Slice.Members.Count; i++)
            {
                if (slice.Slice.Members[i] == member)
                    return slice.Slice.Entries[i];
            }
        }

        return null;
    }

    /// <summary>Puts nobody in the place of a recipient; what became of it stays in the counts.</summary>
    /// <returns>Whether the campaign had the recipient.</returns>
    public async Task<bool> ForgetMemberAsync(string account, string campaign, int bucket, ContactId member, CancellationToken cancellationToken)
    {
        await foreach (var slice in SlicesAsync(account, campaign, bucket, cancellationToken))
        {
            var read = slice;
            while (read.Slice.Without(member) is { } without)
            {
                var row = Row(LedgerKeys.Partition(account, campaign, bucket), read.Number, without);
                if (await SubmitAsync([new(TableTransactionActionType.UpdateReplace, row, read.ETag)], cancellationToken))
                    return true;
                read = await FindAsync(new SliceKey(account, campaign, bucket, read.Number), cancellationToken)
                    ?? throw new InvalidOperationException("The slice is gone from the ledger.");
            }
        }

        return false;
    }

    /// <summary>A campaign's counts over the list's buckets.</summary>
    public async Task<LedgerCounts> CountsAsync(string account, string campaign, int buckets, CancellationToken cancellationToken)
    {
        var total = new LedgerCounts();
        for (var bucket = 0; bucket < buckets; bucket++)
            total.Add((await SumAsync(LedgerKeys.Partition(account, campaign, bucket), cancellationToken)).Counts);
        return total;
    }

    private static StoredSlice Read(TableEntity row) => new(
        int.Parse(row.RowKey, CultureInfo.InvariantCulture), Slice.FromBytes(row.GetBinary(Members), row.GetBinary(OutcomesColumn)), row.ETag);

    private static TableEntity Row(string partition, int number, Slice slice) => new(partition, LedgerKeys.Slice(number))
    {
        [Members] = slice.MemberBytes(),
        [OutcomesColumn] = slice.OutcomeBytes(),
    };

    private static string DeferredColumn(DeferReason reason) => nameof(Outcome.Deferred) + reason;

    private static TableTransactionAction SumAction(string partition, LedgerCounts counts, ETag? tag)
    {
        var row = new TableEntity(partition, LedgerKeys.Sum);
        foreach (var outcome in Outcomes.All.Where(o => counts[o] != 0))
            row[outcome.ToString()] = counts[outcome];
        foreach (var reason in OwnColumn.Where(r => counts.Deferred(r) != 0))
            row[DeferredColumn(reason)] = counts.Deferred(reason);
        return tag is { } known
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }

    private async Task<(LedgerCounts Counts, ETag? Tag)> SumAsync(string partition, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, LedgerKeys.Sum, cancellationToken: cancellationToken);
        var counts = new LedgerCounts();
        if (!row.HasValue)
            return (counts, null);
        foreach (var outcome in Outcomes.All.Where(o => o != Outcome.Deferred))
            counts.Add(outcome, row.Value!.GetInt32(outcome.ToString()) ?? 0);
        foreach (var reason in OwnColumn)
            counts.Add(reason, row.Value!.GetInt32(DeferredColumn(reason)) ?? 0);
        counts.Add(DeferReason.Channel, (row.Value!.GetInt32(nameof(Outcome.Deferred)) ?? 0) - counts[Outcome.Deferred]);
        return (counts, row.Value!.ETag);
    }

    // False when somebody else wrote first: read again and decide again.
    private async Task<bool> SubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        await TrySubmitAsync(actions, cancellationToken) is not null;

    private async Task<IReadOnlyList<Response>?> TrySubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        (await AnswerAsync(actions, cancellationToken)).Written;

    // What was written, or the status when somebody else wrote first.
    private async Task<(IReadOnlyList<Response>? Written, int Refusal)> AnswerAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            return ((await table.SubmitTransactionAsync(actions, cancellationToken)).Value, 0);
        }
        catch (TableTransactionFailedException e) when (e.Status is 409 or 412)
        {
            return (null, e.Status);
        }
    }
}
