using Azure.Data.Tables;
using MailMaker.Campaigns;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Hosting;

namespace MailMaker.Delivery.Rates;

/// <summary>
/// The books of limits in the table <c>Rates</c>, one row a limit, all in one partition: what a slice takes of several limits it takes in one transaction, guarded by
/// the rows' ETags, so that workers of many hosts together keep to them (docs/decisions/0027-rates.md). What the slices of one process ask for while an answer is on its way is asked for
/// together: they all write the same row, and each would make the others' writes void.
/// </summary>
public sealed class RateStore
{
    /// <summary>The table's name.</summary>
    public const string Table = "Rates";

    private const string Partition = "rates";
    private const string Book = nameof(Book);

    // Rows of one transaction.
    private const int MostRows = 100;

    // As many slices as a host works on at once, and more.
    private const int MostTogether = 64;

    private readonly TableClient table;
    private readonly TimeProvider clock;
    private readonly TurnTaking<RateAsking> turns;

    /// <summary>The books in some tables.</summary>
    public RateStore(TableServiceClient tables, TimeProvider clock)
    {
        (table, this.clock) = (tables.GetTableClient(Table), clock);
        turns = new TurnTaking<RateAsking>(MostTogether, AnswerAsync);
    }

    /// <summary>Asks for several messages; see <see cref="RateTurns.Decide"/>.</summary>
    /// <param name="requests">The messages.</param>
    /// <param name="now">The moment from which <see cref="RateTurns.UsableFor"/> runs.</param>
    /// <param name="cancellationToken">Stops the waiting; what is taken all the same is lost to this minute.</param>
    /// <returns>For each message null when it may go, else when to ask again.</returns>
    public async Task<IReadOnlyList<DateTimeOffset?>> TakeAsync(IReadOnlyList<RateRequest> requests, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asking = new RateAsking(requests, now, givesBack: false);
        await turns.AddAsync(asking).WaitAsync(cancellationToken);
        return asking.Due;
    }

    /// <summary>Gives back what was taken and not used.</summary>
    /// <param name="unused">The messages that did not go.</param>
    /// <param name="takenAt">When they were asked for.</param>
    /// <param name="cancellationToken">Stops the waiting: what is not given back is lost to this minute.</param>
    public Task GiveBackAsync(IReadOnlyList<RateRequest> unused, DateTimeOffset takenAt, CancellationToken cancellationToken) =>
        turns.AddAsync(new RateAsking(unused, takenAt, givesBack: true)).WaitAsync(cancellationToken);

    /// <summary>Removes the rows that say nothing any more.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken) =>
        // An hour's grace for hosts whose clocks differ.
        ExpiredRows.SweepAsync(table, clock.GetUtcNow().AddHours(-1), cancellationToken);

    private async Task AnswerAsync(IReadOnlyList<RateAsking> askings)
    {
        foreach (var part in Parts(askings))
            await ChangeAsync(part);
    }

    // Messages whose limits fit one transaction together. A message has at most a few limits.
    private static IEnumerable<List<Share>> Parts(IReadOnlyList<RateAsking> askings)
    {
        var part = new List<Share>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asking in askings)
        {
            var first = 0;
            for (var i = 0; i < asking.Requests.Count; i++)
            {
                var limits = asking.Requests[i].Limits;
                if (keys.Count + limits.Count > MostRows && keys.Count + limits.Count(l => !keys.Contains(l.Key)) > MostRows)
                {
                    part.Add(new Share(asking, first, i - first));
                    yield return part;
                    (part, first) = ([], i);
                    keys.Clear();
                }

                foreach (var limit in limits)
                    keys.Add(limit.Key);
            }

            part.Add(new Share(asking, first, asking.Requests.Count - first));
        }

        if (keys.Count > 0)
            yield return part;
    }

    // Each decides on what the one before it left. Another process that wrote in between: all of it anew.
    private async Task ChangeAsync(List<Share> shares)
    {
        var keys = shares.SelectMany(s => s.Requests).SelectMany(r => r.Limits).Select(l => l.Key).Distinct(StringComparer.Ordinal).ToList();
        IReadOnlyDictionary<string, RateRow> changed;
        Dictionary<string, TableEntity> found;
        do
        {
            var rows = await Task.WhenAll(keys.Select(k => table.GetEntityIfExistsAsync<TableEntity>(Partition, k, cancellationToken: CancellationToken.None)));
            found = rows.Where(r => r.HasValue).ToDictionary(r => r.Value!.RowKey, r => r.Value!, StringComparer.Ordinal);
            changed = Decide(shares, found);
        }
        while (!await WriteAsync(changed, found));
    }

    private static Dictionary<string, RateRow> Decide(List<Share> shares, Dictionary<string, TableEntity> found)
    {
        var books = found.ToDictionary(f => f.Key, f => f.Value.GetBinary(Book) ?? [], StringComparer.Ordinal);
        var changed = new Dictionary<string, RateRow>(StringComparer.Ordinal);
        foreach (var share in shares)
        {
            foreach (var (key, row) in share.Asking.Decide(share.First, share.Count, books))
                (books[key], changed[key]) = (row.Book, row);
        }

        return changed;
    }

    private async Task<bool> WriteAsync(IReadOnlyDictionary<string, RateRow> books, Dictionary<string, TableEntity> found)
    {
        var actions = books.Select(b =>
        {
            var row = new TableEntity(Partition, b.Key) { [Book] = b.Value.Book, [ExpiredRows.ExpiresAt] = b.Value.ExpiresAt };
            return found.TryGetValue(b.Key, out var read)
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read.ETag)
                : new TableTransactionAction(TableTransactionActionType.Add, row);
        }).ToList();
        return await table.TrySubmitAsync(actions, CancellationToken.None);
    }

    // What one asks, or a part of it.
    private readonly record struct Share(RateAsking Asking, int First, int Count)
    {
        public IEnumerable<RateRequest> Requests => Asking.Requests.Skip(First).Take(Count);
    }
}
