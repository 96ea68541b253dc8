namespace MailMaker.Benchmarks.Http;

/// <summary>What a run of wrk measured.</summary>
/// <param name="Requests">Requests answered.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="P50Ms">Half were answered within so many milliseconds.</param>
/// <param name="P99Ms">99 of 100 were answered within so many milliseconds.</param>
/// <param name="MaxMs">The slowest.</param>
/// <param name="Odd">Answers with another status than 200.</param>
/// <param name="Broken">Connections refused, cut or timed out.</param>
/// <param name="Sent">Requests begun; beyond the number of distinct ones they come a second time.</param>
internal sealed record LoadFigures(int Requests, double Seconds, double P50Ms, double P99Ms, double MaxMs, int Odd, int Broken, int Sent)
{
    /// <summary>Requests a second.</summary>
    public int PerSecond => (int)(Requests / Seconds);

    /// <summary>Requests that went wrong.</summary>
    public int Errors => Odd + Broken;
}
