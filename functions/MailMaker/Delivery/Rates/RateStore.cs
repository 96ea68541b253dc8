using Azure.Data.Tables;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Hosting;

namespace MailMaker.Delivery.Rates;

/// <summary>
/// The books of limits in the table <c>Rates</c>, one row a limit, all in one partition: what a slice takes of several limits it takes in one transaction, guarded by
/// the rows' ETags, so that workers of many hosts together keep to them (docs/decisions/0027-rates.md).
/// </summary>
public sealed class RateStore(TableServiceClient tables, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string Table = "Rates";

    private const string Partition = "rates";
    private const string Book = nameof(Book);

    // Rows of one transaction.
    private const int MostRows = 100;

    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Asks for several messages; see <see cref="RateTurns.Decide"/>.</summary>
    /// <param name="requests">The messages.</param>
    /// <param name="now">The moment from which <see cref="RateTurns.UsableFor"/> runs.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>For each message null when it may go, else when to ask again.</returns>
    public async Task<IReadOnlyList<DateTimeOffset?>> TakeAsync(IReadOnlyList<RateRequest> requests, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = new List<DateTimeOffset?>(requests.Count);
        foreach (var part in Parts(requests))
        {
            await ChangeAsync(
                part,
                books =>
                {
                    var decision = RateTurns.Decide(part, books, now);
                    return (decision.Books, decision.DueAt);
                },
                due.AddRange, cancellationToken);
        }

        return due;
    }

    /// <summary>Gives back what was taken and not used.</summary>
    /// <param name="unused">The messages that did not go.</param>
    /// <param name="takenAt">When they were asked for.</param>
    /// <param name="cancellationToken">Stops the work: what is not given back is lost to this minute.</param>
    public async Task GiveBackAsync(IReadOnlyList<RateRequest> unused, DateTimeOffset takenAt, CancellationToken cancellationToken)
    {
        foreach (var part in Parts(unused))
            await ChangeAsync(part, books => (RateTurns.GiveBack(part, books, takenAt), (IReadOnlyList<DateTimeOffset?>)[]), _ => { }, cancellationToken);
    }

    /// <summary>Removes the rows that say nothing any more.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken) =>
        // An hour's grace for hosts whose clocks differ.
        ExpiredRows.SweepAsync(table, clock.GetUtcNow().AddHours(-1), cancellationToken);

    // Messages whose limits fit one transaction together. A message has at most a few limits.
    private static IEnumerable<IReadOnlyList<RateRequest>> Parts(IReadOnlyList<RateRequest> requests)
    {
        var part = new List<RateRequest>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in requests)
        {
            if (keys.Count + request.Limits.Count > MostRows && keys.Count + request.Limits.Count(l => !keys.Contains(l.Key)) > MostRows)
            {
                yield return part;
                part = [];
                keys.Clear();
            }

            part.Add(request);
            foreach (var limit in request.Limits)
                keys.Add(limit.Key);
        }

        if (keys.Count > 0)
            yield return part;
    }

    private async Task ChangeAsync(
        IReadOnlyList<RateRequest> requests,
        Func<IReadOnlyDictionary<string, byte[]>, (IReadOnlyDictionary<string, RateRow> Books, IReadOnlyList<DateTimeOffset?> DueAt)> decide,
        Action<IReadOnlyList<DateTimeOffset?>> apply,
        CancellationToken cancellationToken)
    {
        var keys = requests.SelectMany(r => r.Limits).Select(l => l.Key).Distinct(StringComparer.Ordinal).ToList();
        while (true)
        {
            var rows = await Task.WhenAll(keys.Select(k => table.GetEntityIfExistsAsync<TableEntity>(Partition, k, cancellationToken: cancellationToken)));
            var found = rows.Where(r => r.HasValue).ToDictionary(r => r.Value!.RowKey, r => r.Value!, StringComparer.Ordinal);
            var (books, due) = decide(found.ToDictionary(f => f.Key, f => f.Value.GetBinary(Book) ?? [], StringComparer.Ordinal));
            if (!await WriteAsync(books, found, cancellationToken))
                continue;
            apply(due);
            return;
        }
    }

    private async Task<bool> WriteAsync(IReadOnlyDictionary<string, RateRow> books, Dictionary<string, TableEntity> found, CancellationToken cancellationToken)
    {
        var actions = books.Select(b =>
        {
            var row = new TableEntity(Partition, b.Key) { [Book] = b.Value.Book, [ExpiredRows.ExpiresAt] = b.Value.ExpiresAt };
            return found.TryGetValue(b.Key, out var read)
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read.ETag)
                : new TableTransactionAction(TableTransactionActionType.Add, row);
        }).ToList();
        return await table.TrySubmitAsync(actions, cancellationToken);
    }
}
