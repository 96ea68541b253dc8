namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>
/// So many units a second. What is asked for is let through as long as the burst is not used up, and counted afterwards, because how much a query reads is known only then; so in any time
/// t it lets through at most burst + rate x t and one request more, and a large request is not starved by small ones. Not thread-safe.
/// </summary>
/// <param name="perSecond">Units a second.</param>
/// <param name="burst">Units that may come at once after a pause, and at the start.</param>
internal sealed class TokenBucket(double perSecond, double burst)
{
    private double used;
    private double lookedAt;

    /// <summary>Whether anything is let through.</summary>
    /// <param name="now">Seconds; never less than before.</param>
    public bool IsOpen(double now)
    {
        used = Math.Max(0, used - ((now - lookedAt) * perSecond));
        lookedAt = now;
        return used < burst;
    }

    /// <summary>Counts what was let through.</summary>
    public void Take(double units) => used += units;
}
