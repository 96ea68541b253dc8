using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Delivery.Rates;

namespace MailMaker.Campaigns;

/// <summary>Whether a campaign under way is well.</summary>
public sealed class CampaignHealth(StuckCampaigns watch, DeadSlices dead, ChannelHolds holds)
{
    /// <summary>The status with what is amiss.</summary>
    public async Task<CampaignStatus> ExamineAsync(CampaignStatus status, LedgerCounts counts, CancellationToken cancellationToken)
    {
        var campaign = status.Campaign;
        // Of a campaign that was never launched, or is over, nothing is amiss.
        if (campaign.State == CampaignState.Draft || campaign.CompletedAt is not null)
            return status;
        var reasons = await dead.CountAsync(campaign.Account, campaign.Name, cancellationToken);
        var held = await HoldsAsync(campaign, cancellationToken);
        return status with
        {
            Holds = held.Count > 0 ? held : null,
            Stuck = await watch.StuckSinceAsync(campaign, counts, cancellationToken) is not null,
            DeadSlices = reasons.Values.Sum(), DeadSlicesByReason = reasons.Count > 0 ? reasons : null,
        };
    }

    private async Task<List<CampaignHold>> HoldsAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var held = new List<CampaignHold>();
        foreach (var channel in Enum.GetValues<MessageChannel>().Where(c => ChannelChoice.Takes(campaign.Channel, c)))
        {
            foreach (var key in (HoldKey[])[new(channel), new(channel, campaign.Account, campaign.Name)])
            {
                if (await holds.ReadAsync(key, cancellationToken) is { Times: > 0 } hold)
                    held.Add(new CampaignHold(channel, key.Of, hold.Code, hold.Since, hold.Until));
            }
        }

        return held;
    }
}
