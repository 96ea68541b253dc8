using MailMaker.Core.Lists;

namespace MailMaker.Core.Campaigns;

/// <summary>What the gate needs to know of a campaign.</summary>
/// <param name="Tag">Its tag: a claim of its own in the history is not counted against it.</param>
public sealed record CampaignTerms(CampaignTag Tag)
{
    /// <summary>What its messages weigh.</summary>
    public CampaignPriority Priority { get; init; } = CampaignPriority.Normal;

    /// <summary>When it ends: nothing is handed over from then on, and nobody waits beyond it. Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The time on each recipient's own clock at which it goes out; null when it is the same moment for all.</summary>
    public CampaignSchedule? Schedule { get; init; }

    /// <summary>What becomes of those whose cap is used up.</summary>
    public WhenCapped WhenCapped { get; init; }

    /// <summary>The terms of a campaign.</summary>
    public static CampaignTerms Of(Campaign campaign) => new(CampaignTag.Of(campaign.Account, campaign.Name))
    {
        Priority = campaign.Priority, ExpiresAt = campaign.ExpiresAt, Schedule = campaign.Schedule, WhenCapped = campaign.WhenCapped,
    };

    /// <summary>How many messages of a window a rule leaves to this campaign.</summary>
    public int SlotsOf(FrequencyCap cap) => cap.Max - (cap.ReservedFor is not { } reserved ? 0 : Priority switch
    {
        CampaignPriority.High => 0,
        CampaignPriority.Normal => reserved.High,
        _ => reserved.High + reserved.Normal,
    });
}
