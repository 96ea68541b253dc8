using MailMaker.Core;
using MailMaker.Core.Campaigns;
using Microsoft.DurableTask.Client;

namespace MailMaker.Campaigns;

/// <summary>Takes up a campaign that stands: its dead slices, what was lost from the queue, and the orchestration if it is gone.</summary>
public sealed class CampaignReplay(
    CampaignStore campaigns, CampaignLauncher launcher, CampaignSteering steering, DeadSlices dead, StuckCampaigns watch, TimeProvider clock)
{
    /// <summary>Puts everything open on the queue again. Outcomes that are final stay, and what is still on the queue as well is worked through once.</summary>
    /// <returns>The campaign as it is now, or why not; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> ReplayAsync(string account, string name, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.ChangeAsync(
            account, name, c => CanBeReplayed(c, clock.GetUtcNow()) ? c with { RequeueAt = clock.GetUtcNow() } : null, cancellationToken);
        if (campaign is null)
            return null;
        if (!CanBeReplayed(campaign, clock.GetUtcNow()))
            return new(null, [new("", $"The campaign is {LaunchDecision.Word(campaign.State)}: nothing of it is to be taken up. A paused one is resumed, a failed one is launched again.")]);
        await launcher.StartAsync(campaign, orchestrations, cancellationToken);
        campaign = await steering.RequeueAsync(campaign, CampaignSteering.CallerWaits, cancellationToken);
        await dead.RemoveAsync(account, name, cancellationToken);
        await watch.ForgetAsync(campaign, cancellationToken);
        return new(campaign, []);
    }

    private static bool CanBeReplayed(Campaign campaign, DateTimeOffset now) =>
        StuckDecision.OughtToMove(campaign, now) || CampaignTransitions.IsEnding(campaign);
}
