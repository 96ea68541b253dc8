using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>Whether a campaign under way is well.</summary>
public sealed class CampaignHealth(StuckCampaigns watch, DeadSlices dead)
{
    /// <summary>The status with what is amiss.</summary>
    public async Task<CampaignStatus> ExamineAsync(CampaignStatus status, LedgerCounts counts, CancellationToken cancellationToken)
    {
        var campaign = status.Campaign;
        // Of a campaign that was never launched, or is over, nothing is amiss.
        if (campaign.State == CampaignState.Draft || campaign.CompletedAt is not null)
            return status;
        var reasons = await dead.CountAsync(campaign.Account, campaign.Name, cancellationToken);
        return status with
        {
            Stuck = await watch.StuckSinceAsync(campaign, counts, cancellationToken) is not null,
            DeadSlices = reasons.Values.Sum(), DeadSlicesByReason = reasons.Count > 0 ? reasons : null,
        };
    }
}
