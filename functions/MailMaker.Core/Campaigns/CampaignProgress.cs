namespace MailMaker.Core.Campaigns;

/// <summary>How far a campaign is, how fast it goes, and when it will be through.</summary>
/// <param name="ShareDone">Share of the audience with a final outcome, 0 to 1; of those planned so far while the audience is still being fixed.</param>
/// <param name="SentPerSecond">Handed over a second: over the last minute, as far as it was looked at, else since the launch; null before it.</param>
/// <param name="DecidedPerSecond">The same of every final outcome.</param>
/// <param name="EstimatedEndAt">When the rest will be through at this rate, those who wait included; null when that can't be said.</param>
/// <param name="DeferredFrom">When the first of those who wait is due; null when nobody waits.</param>
/// <param name="DeferredUntil">When the last of them is.</param>
public sealed record CampaignProgress(
    double ShareDone, double? SentPerSecond, double? DecidedPerSecond, DateTimeOffset? EstimatedEndAt, DateTimeOffset? DeferredFrom, DateTimeOffset? DeferredUntil)
{
    /// <summary>How far back the rate looks.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // A rate over less is chance.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>The progress at a moment.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="counts">Its recipients by outcome now.</param>
    /// <param name="samples">Where it stood at moments before, oldest first.</param>
    /// <param name="due">When those who wait are due; null when that is not known.</param>
    /// <param name="now">The moment.</param>
    public static CampaignProgress Of(Campaign campaign, LedgerCounts counts, IReadOnlyList<ProgressSample> samples, DueRange? due, DateTimeOffset now)
    {
        var audience = campaign.Audience is { } fixedAt && fixedAt > counts.Audience ? fixedAt : counts.Audience;
        var at = campaign.CompletedAt is { } end && end < now ? end : now;
        var current = ProgressSample.Of(counts, at);
        double? sent = null, decided = null;
        if (Before(campaign, samples, at) is { } before && (at - before.At).TotalSeconds is var seconds and > 0)
            (sent, decided) = (Math.Max(0, current.Sent - before.Sent) / seconds, Math.Max(0, current.Decided - before.Decided) / seconds);
        var waits = counts[Outcome.Deferred] > 0 ? due : null;
        return new CampaignProgress(
            audience > 0 ? (double)current.Decided / audience : campaign.CompletedAt is null ? 0 : 1,
            sent, decided, End(campaign, counts, decided, waits, now), waits?.First, waits?.Last);
    }

    // The oldest sample of the window; without one, the launch, when nothing was decided. A launch after the sample makes it void.
    private static ProgressSample? Before(Campaign campaign, IReadOnlyList<ProgressSample> samples, DateTimeOffset at)
    {
        if (campaign.LaunchedAt is not { } launch || launch > at)
            return null;
        foreach (var sample in samples)
        {
            if (campaign.CompletedAt is null && sample.At >= launch && sample.At >= at - Window && at - sample.At >= Shortest)
                return sample;
        }

        return new ProgressSample(launch, 0, 0);
    }

    private static DateTimeOffset? End(Campaign campaign, LedgerCounts counts, double? decidedPerSecond, DueRange? due, DateTimeOffset now)
    {
        if (campaign.CompletedAt is not null || campaign.State is not (CampaignState.Planning or CampaignState.Sending) || counts.Open == 0)
            return null;
        var pending = counts[Outcome.Pending];
        if (pending > 0 && decidedPerSecond is not > 0)
            return null;
        var through = pending > 0 ? pending / decidedPerSecond!.Value : 0;
        // Years ahead is no estimate.
        if (through > TimeSpan.FromDays(3650).TotalSeconds || (counts[Outcome.Deferred] > 0 && due is null))
            return null;
        var end = now.AddSeconds(through);
        return due is { } range && range.Last > end ? range.Last : end;
    }
}
