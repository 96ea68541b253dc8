namespace MailMaker.Core.Campaigns;

/// <summary>The one table of a campaign's life.</summary>
public static class CampaignTransitions
{
    /// <summary>The state that <paramref name="action"/> leads to, or null when it is not possible in <paramref name="state"/>.</summary>
    public static CampaignState? Next(CampaignState state, CampaignAction action) => (state, action) switch
    {
        (CampaignState.Draft or CampaignState.Failed, CampaignAction.Launch) => CampaignState.Planning,
        (CampaignState.Planning, CampaignAction.AudienceFixed) => CampaignState.Sending,
        (CampaignState.Paused, CampaignAction.AudienceFixed) => CampaignState.Paused,
        (CampaignState.Planning or CampaignState.Sending, CampaignAction.Pause) => CampaignState.Paused,
        (CampaignState.Paused, CampaignAction.Resume) => CampaignState.Sending,
        (CampaignState.Planning or CampaignState.Sending or CampaignState.Paused, CampaignAction.Cancel) => CampaignState.Cancelled,
        (CampaignState.Sending or CampaignState.Planning, CampaignAction.Complete) => CampaignState.Completed,
        (CampaignState.Cancelled, CampaignAction.Complete or CampaignAction.AudienceFixed) => CampaignState.Cancelled,
        (CampaignState.Planning, CampaignAction.Fail) => CampaignState.Failed,
        _ => null,
    };

    /// <summary>Whether the definition may still be changed.</summary>
    public static bool IsEditable(CampaignState state) => state is CampaignState.Draft or CampaignState.Failed;
}
