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
public sealed class LedgerStore
{
    private const string Members = nameof(Members);
    private const string OutcomesColumn = "Outcomes";

    // A transaction has at most 100 rows, the counts among them.
    private const int MostTogether = 50;

    // All who wait have a column together, and one by each reason but the channel: that is the rest, as it was when there was no other.
    private static readonly DeferReason[] OwnColumn = [.. Enum.GetValues<DeferReason>().Where(r => r != DeferReason.Channel)];

    // Many more than slices are worked on at once.
    private const int Turns = 64;

    private readonly TableClient table;
    private readonly TurnTaking<Recording>[] turns;

    /// <summary>The ledger in some tables.</summary>
    public LedgerStore(TableServiceClient tables)
    {
        table = tables.GetTableClient(LedgerKeys.Table);
        turns = [.. Enumerable.Range(0, Turns).Select(_ => new TurnTaking<Recording>(MostTogether, RecordAsync))];
    }

    /// <summary>One slice; null when there is none.</summary>
    public async Task<StoredSlice?> FindAsync(SliceKey key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(key), LedgerKeys.Slice(key.Number), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>The slices of a bucket in order.</summary>
    public IAsyncEnumerable<StoredSlice> SlicesAsync(string account, string campaign, int bucket, CancellationToken cancellationToken) =>
        SlicesAsync(account, campaign, bucket, 0, cancellationToken);

    /// <summary>The slices of a bucket in order, from a number on.</summary>
    public async IAsyncEnumerable<StoredSlice> SlicesAsync(
        string account, string campaign, int bucket, int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {LedgerKeys.Partition(account, campaign, bucket)} and RowKey ge {LedgerKeys.Slice(from)} and RowKey lt {LedgerKeys.Sum}");
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
    /// Lays new outcomes over a slice. Final outcomes stay, so recording again changes nothing. What comes for a bucket while another record is written goes into one
    /// transaction: all change the bucket's counts, and would make each other's writes void.
    /// </summary>
    /// <param name="key">The slice.</param>
    /// <param name="read">The slice as it was read.</param>
    /// <param name="decided">The new outcome of each member; null where there is none.</param>
    /// <returns>The slice as it is now.</returns>
    public async Task<StoredSlice> RecordAsync(SliceKey key, StoredSlice read, IReadOnlyList<OutcomeEntry?> decided)
    {
        var recording = new Recording(key, read, decided);
        await turns[(uint)PartitionOf(key).GetHashCode(StringComparison.Ordinal) % Turns].AddAsync(recording);
        return recording.Written!;
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

    private async Task RecordAsync(IReadOnlyList<Recording> recordings)
    {
        foreach (var bucket in recordings.GroupBy(r => PartitionOf(r.Key)))
        {
            var together = bucket.DistinctBy(r => r.Key.Number).ToList();
            if (together.Count > 1)
                await TryRecordAsync(bucket.Key, together);
            foreach (var alone in bucket.Where(r => r.Written is null))
                await RecordAloneAsync(bucket.Key, alone);
        }
    }

    private async Task RecordAloneAsync(string partition, Recording recording)
    {
        while (!await TryRecordAsync(partition, [recording]))
        {
            var now = await FindAsync(recording.Key, CancellationToken.None) ?? throw new InvalidOperationException("The slice is gone from the ledger.");
            recording.Read = now;
        }
    }

    // False when somebody else wrote first, one of the slices or the counts.
    private async Task<bool> TryRecordAsync(string partition, List<Recording> recordings)
    {
        var (counts, sumTag) = await SumAsync(partition, CancellationToken.None);
        var actions = new List<TableTransactionAction>(recordings.Count + 1);
        var next = new List<Slice>(recordings.Count);
        foreach (var recording in recordings)
        {
            var slice = recording.Read.Slice.With(recording.Decided);
            counts.Add(slice.Counts());
            counts.Subtract(recording.Read.Slice.Counts());
            actions.Add(new(TableTransactionActionType.UpdateReplace, Row(partition, recording.Key.Number, slice), recording.Read.ETag));
            next.Add(slice);
        }

        actions.Add(SumAction(partition, counts, sumTag));
        if (await TrySubmitAsync(actions, CancellationToken.None) is not { } written)
            return false;
        for (var i = 0; i < next.Count; i++)
            recordings[i].Written = new StoredSlice(recordings[i].Key.Number, next[i], written[i].Headers.ETag ?? throw new InvalidDataException("The service named no ETag."));
        return true;
    }

    private static string PartitionOf(SliceKey key) => LedgerKeys.Partition(key.Account, key.Campaign, key.Bucket);

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
