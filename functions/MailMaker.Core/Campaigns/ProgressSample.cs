namespace MailMaker.Core.Campaigns;

/// <summary>Where a campaign stood at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Sent">Recipients handed over by then.</param>
/// <param name="Decided">Recipients with a final outcome by then.</param>
public readonly record struct ProgressSample(DateTimeOffset At, int Sent, int Decided)
{
    /// <summary>Where the counts stand.</summary>
    public static ProgressSample Of(LedgerCounts counts, DateTimeOffset at) => new(at, counts.Sent, counts.Audience - counts.Open);
}
