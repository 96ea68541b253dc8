using MailMaker.Core.Campaigns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Campaigns;

/// <summary>
/// Starts campaigns that were launched, scheduled or cancelled and whose orchestration is not there: the process died between the two, and whoever asked for it, who got no answer, may never ask again.
/// </summary>
public sealed class TakeUpCampaigns(OpenCampaigns open, CampaignLauncher launcher, TimeProvider clock)
{
    // Whoever launches one now starts it himself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>Every minute.</summary>
    [Function(nameof(TakeUpCampaigns))]
    public async Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Grace;
        await foreach (var campaign in open.AllAsync(cancellationToken))
        {
            if (campaign.State == CampaignState.Scheduled || CampaignTransitions.IsEnding(campaign) || (campaign.State == CampaignState.Planning && campaign.LaunchedAt < before))
                await launcher.StartAsync(campaign, orchestrations, cancellationToken);
        }
    }
}
