namespace MailMaker.Core.Campaigns;

/// <summary>Whether a campaign may be written as asked.</summary>
public static class EditDecision
{
    /// <summary>The campaign as it is written, or why not. Any edit drops an approval.</summary>
    /// <param name="asked">The campaign that is asked for.</param>
    /// <param name="existing">The campaign as it is; null when there is none.</param>
    /// <param name="editedBy">Who writes it; empty when the caller said nothing.</param>
    public static Checked<Campaign> Decide(Checked<Campaign> asked, Campaign? existing, string editedBy)
    {
        if (existing is not null && Bar(existing) is { } problem)
            return new(null, [problem]);
        if (asked.Value is null)
            return asked;
        // A failed launch may have planned a part of its lists already: the next one goes on there.
        if (existing?.State == CampaignState.Failed && !existing.Lists.Select(l => l.Name).SequenceEqual(asked.Value.Lists.Select(l => l.Name)))
            return new(null, [new("/list", "This campaign has been launched to its lists and failed. It can go on to the same ones; for others make another campaign.")]);
        return new(
            existing is null
                ? asked.Value with { EditedBy = editedBy }
                : Fixed(asked.Value, existing) with { State = existing.State, Launches = existing.Launches, Failure = existing.Failure, FailurePointer = existing.FailurePointer, EditedBy = editedBy },
            []);
    }

    // Whom a launch that failed had planned, and what it had claimed, is found through the numbers of its lists' buckets, whether it goes on or is cancelled.
    private static Campaign Fixed(Campaign asked, Campaign existing) => existing.State == CampaignState.Failed
        ? asked with { Lists = existing.Lists, MayRepeatAddresses = existing.MayRepeatAddresses, LaunchedAt = existing.LaunchedAt, ExpiresAt = existing.ExpiresAt }
        : asked;

    private static Problem? Bar(Campaign existing) => existing.State switch
    {
        _ when CampaignTransitions.IsEditable(existing.State) => null,
        CampaignState.Scheduled => new("", "The campaign is scheduled. Take it back with unschedule, then change it and launch it again."),
        _ => new("", "The campaign was launched and can't be changed any more. Make another one."),
    };
}
