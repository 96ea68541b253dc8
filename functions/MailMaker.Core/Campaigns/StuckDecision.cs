namespace MailMaker.Core.Campaigns;

/// <summary>Whether a campaign under way has come to a stand.</summary>
public static class StuckDecision
{
    /// <summary>Without progress for so long a campaign alarms.</summary>
    public static TimeSpan After { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether it ought to move: it is being planned or sent, or the moment of its schedule has come.</summary>
    public static bool OughtToMove(Campaign campaign, DateTimeOffset now) =>
        campaign.State is CampaignState.Planning or CampaignState.Sending || (campaign.State == CampaignState.Scheduled && campaign.StartsAt <= now);

    /// <summary>What is known after another look.</summary>
    /// <param name="known">What was known; null at the first look.</param>
    /// <param name="launch">Which launch it is.</param>
    /// <param name="counts">Its recipients by outcome.</param>
    /// <param name="now">The moment.</param>
    public static ProgressMark Look(ProgressMark? known, int launch, LedgerCounts counts, DateTimeOffset now) =>
        known is { } same && same.Launch == launch && same.Decided == counts.Audience - counts.Open && same.Audience == counts.Audience
            ? same
            : new ProgressMark(launch, counts.Audience - counts.Open, counts.Audience, now);

    /// <summary>Whether it is worth looking whether something is overdue: nothing has moved for long enough, and nothing that waits was due in between.</summary>
    public static bool MayBeStuck(ProgressMark progress, DateTimeOffset now) =>
        progress.StuckSince is null && now - progress.At >= After && !(progress.NextDueAt > now - After);

    /// <summary>Whether a slice holds somebody whom nobody has worked on for so long, though due.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="now">The moment.</param>
    public static bool IsOverdue(Slice slice, DateTimeOffset now) =>
        slice.Entries.Any(e => e.Outcome == Outcome.Pending || (e.Outcome == Outcome.Deferred && e.At <= now - After));

    /// <summary>When the first of a slice's waiting recipients is due; null when none waits.</summary>
    public static DateTimeOffset? NextDue(Slice slice) =>
        slice.Entries.Where(e => e.Outcome == Outcome.Deferred).Select(e => (DateTimeOffset?)e.At).Min();
}
