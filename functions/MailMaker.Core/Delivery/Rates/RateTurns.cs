namespace MailMaker.Core.Delivery.Rates;

/// <summary>
/// Who may go now, and when the others ask again. Whoever finds a limit used up gets a turn of its own behind those who wait already, spread at the limit's
/// speed: a million who wait do not all ask again every minute.
/// </summary>
public static class RateTurns
{
    /// <summary>How long after the decision a hand-over may begin; what is not begun by then is given back and asked for again.</summary>
    public static readonly TimeSpan UsableFor = TimeSpan.FromMilliseconds(900);

    /// <summary>Decides for several messages at one moment.</summary>
    /// <param name="requests">The messages.</param>
    /// <param name="books">The limits' rows by key, as read; a limit without one was never asked.</param>
    /// <param name="now">The moment.</param>
    public static RateDecision Decide(IReadOnlyList<RateRequest> requests, IReadOnlyDictionary<string, byte[]> books, DateTimeOffset now)
    {
        var open = Open(requests, books);
        // What waits behind whom is settled before anybody goes: the first message's waiting does not hold back the second.
        var hasQueue = open.ToDictionary(o => o.Key, o => o.Value.HasQueue(now), StringComparer.Ordinal);
        var blocking = new RateLimit[requests.Count][];
        for (var i = 0; i < requests.Count; i++)
        {
            var request = requests[i];
            blocking[i] = [.. request.Limits.Where(l => open[l.Key].Free(now) == 0 || (!request.HadTurn && hasQueue[l.Key]))];
            if (blocking[i].Length > 0)
                continue;
            foreach (var limit in request.Limits)
                open[limit.Key].Take(now, 1);
        }

        var due = Due(requests, blocking, open, now);
        return new RateDecision(due, open.ToDictionary(o => o.Key, o => new RateRow(o.Value.ToBytes(), o.Value.ExpiresAt), StringComparer.Ordinal));
    }

    /// <summary>Gives back what was taken and not used.</summary>
    /// <param name="unused">The messages that did not go.</param>
    /// <param name="books">The limits' rows by key, as read.</param>
    /// <param name="takenAt">The moment of the decision that let them go.</param>
    public static IReadOnlyDictionary<string, RateRow> GiveBack(IReadOnlyList<RateRequest> unused, IReadOnlyDictionary<string, byte[]> books, DateTimeOffset takenAt)
    {
        var open = Open(unused, books);
        foreach (var limit in unused.SelectMany(u => u.Limits))
            open[limit.Key].GiveBack(takenAt, 1);
        return open.ToDictionary(o => o.Key, o => new RateRow(o.Value.ToBytes(), o.Value.ExpiresAt), StringComparer.Ordinal);
    }

    private static Dictionary<string, RateBook> Open(IReadOnlyList<RateRequest> requests, IReadOnlyDictionary<string, byte[]> books)
    {
        var open = new Dictionary<string, RateBook>(StringComparer.Ordinal);
        foreach (var limit in requests.SelectMany(r => r.Limits))
        {
            if (!open.ContainsKey(limit.Key))
                open.Add(limit.Key, RateBook.Of(limit, books.GetValueOrDefault(limit.Key)));
        }

        return open;
    }

    // Those whom one limit holds back get one turn together: a slice is taken up once for all of them.
    private static DateTimeOffset?[] Due(IReadOnlyList<RateRequest> requests, RateLimit[][] blocking, Dictionary<string, RateBook> open, DateTimeOffset now)
    {
        var newcomers = Enumerable.Range(0, requests.Count).Where(i => !requests[i].HadTurn).SelectMany(i => blocking[i])
            .CountBy(l => l.Key, StringComparer.Ordinal).ToDictionary(n => n.Key, n => open[n.Key].Queue(now, n.Value), StringComparer.Ordinal);
        return [.. Enumerable.Range(0, requests.Count).Select(i => blocking[i].Length == 0
            ? (DateTimeOffset?)null
            : blocking[i].Max(l => requests[i].HadTurn ? open[l.Key].NextFree(now) : newcomers[l.Key]))];
    }
}
