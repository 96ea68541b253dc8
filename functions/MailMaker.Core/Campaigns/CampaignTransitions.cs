namespace MailMaker.Core.Campaigns;

/// <summary>The one table of a campaign's life.</summary>
public static class CampaignTransitions
{
    /// <summary>The state that <paramref name="action"/> leads to, or null when it is not possible in <paramref name="state"/>.</summary>
    /// <remarks>What a person asks for a second time leads to where it led the first time: an answer may have been lost, and what a crash broke off is taken up.</remarks>
    public static CampaignState? Next(CampaignState state, CampaignAction action) => (state, action) switch
    {
        (CampaignState.Draft or CampaignState.Failed or CampaignState.Scheduled, CampaignAction.Schedule) => CampaignState.Scheduled,
        (CampaignState.Scheduled, CampaignAction.Unschedule) => CampaignState.Draft,
        (CampaignState.Draft or CampaignState.Failed or CampaignState.Scheduled, CampaignAction.Launch) => CampaignState.Planning,

        // Sending: it was paused and resumed while the audience was being fixed.
        (CampaignState.Planning or CampaignState.Sending, CampaignAction.AudienceFixed) => CampaignState.Sending,
        (CampaignState.Paused, CampaignAction.AudienceFixed) => CampaignState.Paused,

        (CampaignState.Planning or CampaignState.Sending or CampaignState.Paused, CampaignAction.Pause) => CampaignState.Paused,
        (CampaignState.Paused or CampaignState.Sending, CampaignAction.Resume) => CampaignState.Sending,

        // Failed: whom it had planned is told apart from those who wait for another launch.
        (CampaignState.Scheduled or CampaignState.Planning or CampaignState.Sending or CampaignState.Paused or CampaignState.Failed, CampaignAction.Cancel) => CampaignState.Cancelled,
        (CampaignState.Cancelled, CampaignAction.Cancel or CampaignAction.AudienceFixed or CampaignAction.Complete) => CampaignState.Cancelled,

        (CampaignState.Sending, CampaignAction.Complete) => CampaignState.Completed,
        (CampaignState.Scheduled or CampaignState.Planning or CampaignState.Sending or CampaignState.Paused, CampaignAction.Fail) => CampaignState.Failed,
        _ => null,
    };

    /// <summary>Whether the definition may still be changed.</summary>
    public static bool IsEditable(CampaignState state) => state is CampaignState.Draft or CampaignState.Failed;

    /// <summary>Whether it was launched and is not over: its list may not be deleted.</summary>
    public static bool IsUnderWay(CampaignState state) =>
        state is CampaignState.Scheduled or CampaignState.Planning or CampaignState.Sending or CampaignState.Paused;

    /// <summary>Whether it was cancelled and somebody whom it had planned may still be without an outcome.</summary>
    public static bool IsEnding(Campaign campaign) => campaign is { State: CampaignState.Cancelled, CompletedAt: null };

    /// <summary>Whether it has to be looked after: it is under way, or is being brought to its end.</summary>
    public static bool IsOpen(Campaign campaign) => IsUnderWay(campaign.State) || IsEnding(campaign);
}
