using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>The row of a campaign's rate, with the app's own decisions.</summary>
internal sealed class SimulatedRates(int perMinute)
{
    private const string Key = "campaign";
    private static readonly DateTimeOffset Launch = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    private readonly RateLimit[] limits = [new RateLimit.PerMinute(Key, perMinute)];
    private byte[]? book;

    /// <summary>How often the row was written.</summary>
    public int Version { get; private set; }

    /// <summary>Writes that found the row changed.</summary>
    public long Conflicts { get; set; }

    /// <summary>Runs that found the rate used up, wholly or in part.</summary>
    public long Deferred { get; private set; }

    /// <summary>Decides for all of them, each on what the one before left, in one writing.</summary>
    public void Answer(IEnumerable<RateAsked> batch)
    {
        foreach (var asked in batch)
            Answer(asked);
        Version++;
    }

    private void Answer(RateAsked asked)
    {
        var books = book is null ? [] : new Dictionary<string, byte[]>(StringComparer.Ordinal) { [Key] = book };
        List<RateRequest> requests = [.. Enumerable.Repeat(new RateRequest(limits, asked.HadTurn), asked.Messages)];
        var at = Launch.AddSeconds(asked.At);
        if (asked.GivesBack)
        {
            book = RateTurns.GiveBack(requests, books, at)[Key].Book;
            return;
        }

        var decision = RateTurns.Decide(requests, books, at);
        book = decision.Books[Key].Book;
        asked.Allowed = decision.DueAt.Count(d => d is null);
        if (asked.Allowed == asked.Messages)
            return;
        asked.DueAt = (decision.DueAt.Max()!.Value - Launch).TotalSeconds;
        Deferred++;
    }
}
