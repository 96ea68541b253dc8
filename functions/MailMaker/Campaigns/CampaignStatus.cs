using MailMaker.Core.Campaigns;
using MailMaker.Tracking;

namespace MailMaker.Campaigns;

/// <summary>A campaign and where it stands, as clients see it.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Counts">Its recipients by outcome.</param>
/// <param name="Progress">How far it is, and when it will be through.</param>
/// <param name="Tracking">Its opens and clicks.</param>
public sealed record CampaignStatus(Campaign Campaign, CampaignCounts Counts, CampaignProgress Progress, TrackingCounts Tracking)
{
    /// <summary>Whether nothing more will happen: then it is not watched any further.</summary>
    internal bool IsOver => Campaign.State is CampaignState.Completed or CampaignState.Failed || (Campaign.State == CampaignState.Cancelled && Counts.Pending + Counts.Deferred == 0);

    /// <summary>Whether it has made no progress for a quarter of an hour, though something was due. The call <c>replay</c> takes it up.</summary>
    public bool Stuck { get; init; }

    /// <summary>What its messages wait for as a whole: a channel that takes nothing, or one that refuses its sender, which somebody must mend. Null when there is nothing.</summary>
    public IReadOnlyList<CampaignHold>? Holds { get; init; }

    /// <summary>Slices that failed as often as they were tried and lie on the dead-letter queue. The call <c>replay</c> puts them back.</summary>
    public int DeadSlices { get; init; }

    /// <summary>The same by reason: the type of the error; null when there are none.</summary>
    public IReadOnlyDictionary<string, int>? DeadSlicesByReason { get; init; }
}
