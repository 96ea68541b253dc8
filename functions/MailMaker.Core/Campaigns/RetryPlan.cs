namespace MailMaker.Core.Campaigns;

/// <summary>How often and when a hand-over that failed for now is tried again.</summary>
public static class RetryPlan
{
    /// <summary>Hand-overs tried before giving up.</summary>
    public const int MostAttempts = 6;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The entry after the <paramref name="attempts"/>th try failed for now: deferred, or given up.</summary>
    /// <param name="attempts">Tries so far, this one included; at least 1.</param>
    /// <param name="retryAfter">What the channel asked for, if it did.</param>
    /// <param name="now">The moment.</param>
    /// <param name="code">The channel's enhanced status code, for the ledger.</param>
    public static OutcomeEntry After(int attempts, TimeSpan? retryAfter, DateTimeOffset now, string code = "")
    {
        if (attempts >= MostAttempts)
            return OutcomeEntry.Of(Outcome.GaveUp, attempts, now, StatusDetail.Of(code));
        // 30 s, 2 min, 8 min, 32 min, 1 h: four times longer each time.
        var wait = TimeSpan.FromSeconds(30 * Math.Pow(4, attempts - 1));
        if (retryAfter > wait)
            wait = retryAfter.Value;
        return OutcomeEntry.Of(Outcome.Deferred, attempts, now + (wait < Longest ? wait : Longest), StatusDetail.Of(code));
    }

    /// <summary>A deferred entry up to a quarter of its wait later, so that those who failed together do not come again together.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="now">The moment.</param>
    /// <param name="spread">A random number from 0 to 1.</param>
    public static OutcomeEntry Spread(OutcomeEntry entry, DateTimeOffset now, double spread) =>
        entry with { AtSeconds = entry.AtSeconds + (uint)Math.Max(0, (entry.At - now).TotalSeconds * spread / 4) };
}
