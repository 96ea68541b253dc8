namespace MailMaker.Core.Campaigns;

/// <summary>Where a campaign is in its life.</summary>
public enum CampaignState
{
    /// <summary>Written, not launched; may be edited.</summary>
    Draft,

    /// <summary>Launched for a later moment, see <see cref="Campaign.StartsAt"/>; its content is fixed, its audience is not yet.</summary>
    Scheduled,

    /// <summary>Launched; the audience is being fixed, the first slices are already going out.</summary>
    Planning,

    /// <summary>The audience is being worked through.</summary>
    Sending,

    /// <summary>Held by a person; nothing is handed over until it is resumed.</summary>
    Paused,

    /// <summary>Stopped by a person; who was not reached yet is dropped as cancelled.</summary>
    Cancelled,

    /// <summary>Every recipient has an outcome.</summary>
    Completed,

    /// <summary>Could not be run; <see cref="Campaign.Failure"/> says why. May be launched again, or cancelled.</summary>
    Failed,
}
