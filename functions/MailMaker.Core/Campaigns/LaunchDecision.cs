namespace MailMaker.Core.Campaigns;

/// <summary>What a launch comes to: a campaign that begins now, or one that waits for its schedule; or why it is refused.</summary>
public static class LaunchDecision
{
    /// <summary>The farthest that a schedule may lie ahead.</summary>
    public static TimeSpan Farthest { get; } = TimeSpan.FromDays(366);

    /// <summary>The campaign as a launch leaves it, or what is wrong.</summary>
    /// <param name="campaign">The campaign as it is; its content has been checked.</param>
    /// <param name="launchedBy">Who launches it; empty when the caller said nothing.</param>
    /// <param name="now">The moment.</param>
    public static Checked<Campaign> Launch(Campaign campaign, string launchedBy, DateTimeOffset now)
    {
        if (campaign.State is not (CampaignState.Draft or CampaignState.Failed))
            return Refused("", $"The campaign is {Word(campaign.State)}: only a draft or a failed one can be launched.");
        if (LateOrFar(campaign, now) is { } problem)
            return new(null, [problem]);
        var launched = campaign with
        {
            Launches = campaign.Launches + 1, LaunchedBy = launchedBy, Failure = null, FailurePointer = null, Audience = null, CompletedAt = null,
            // What a launch that failed had planned already was taken from the queue meanwhile.
            RequeueAt = campaign.State == CampaignState.Failed ? now : null,
        };
        return new(
            campaign.Schedule is { } schedule && schedule.StartsAt > now
                ? launched with { State = CampaignState.Scheduled, StartsAt = schedule.StartsAt, LaunchedAt = null, ExpiresAt = null }
                : Begun(launched, now),
            []);
    }

    /// <summary>The campaign as it is when the moment of its schedule has come; null when it is not this launch's turn (any more).</summary>
    /// <param name="campaign">The campaign as it is.</param>
    /// <param name="launch">The launch that asks: the number of launches when it was made.</param>
    /// <param name="now">The moment.</param>
    public static Campaign? Begin(Campaign campaign, int launch, DateTimeOffset now) =>
        campaign.State == CampaignState.Scheduled && campaign.Launches == launch && campaign.StartsAt <= now ? Begun(campaign, now) : null;

    /// <summary>The campaign under another schedule, or what is wrong.</summary>
    /// <param name="campaign">The campaign as it is.</param>
    /// <param name="schedule">When it is to go out instead; checked.</param>
    /// <param name="now">The moment.</param>
    public static Checked<Campaign> Reschedule(Campaign campaign, CampaignSchedule schedule, DateTimeOffset now)
    {
        if (campaign.State != CampaignState.Scheduled)
            return Refused("", $"The campaign is {Word(campaign.State)}: only a scheduled one can be moved.");
        var moved = campaign with { Schedule = schedule, Launches = campaign.Launches + 1 };
        if (LateOrFar(moved, now) is { } problem)
            return new(null, [problem]);
        return new(schedule.StartsAt > now ? moved with { StartsAt = schedule.StartsAt } : Begun(moved, now), []);
    }

    /// <summary>A state as people read it.</summary>
    public static string Word(CampaignState state) => state.ToString().ToLowerInvariant();

    // Recipients on a local time are due up to 26 hours after the first: the last one's time to live is as long as the first one's.
    private static Campaign Begun(Campaign campaign, DateTimeOffset now)
    {
        var lastDue = campaign.Schedule?.LastDueAt is { } last && last > now ? last : now;
        return campaign with
        {
            State = CampaignState.Planning, StartsAt = null, LaunchedAt = now,
            ExpiresAt = lastDue + (CampaignExpiry.Parse(campaign.ExpiresAfter) ?? CampaignExpiry.Longest),
        };
    }

    // What has failed at its time may go out now; a schedule that was written for the past is a slip of the pen.
    private static Problem? LateOrFar(Campaign campaign, DateTimeOffset now)
    {
        if (campaign.Schedule is not { } schedule)
            return null;
        var pointer = schedule.At is null ? "/schedule/localTime" : "/schedule/at";
        if (schedule.LastDueAt <= now && campaign.State != CampaignState.Failed)
            return new(pointer, "That moment has passed everywhere. Write a later one, or leave the schedule out to send now.");
        return schedule.StartsAt > now + Farthest ? new(pointer, "That is more than a year ahead.") : null;
    }

    private static Checked<Campaign> Refused(string pointer, string detail) => new(null, [new Problem(pointer, detail)]);
}
