using MailMaker.Core;
using MailMaker.Core.Campaigns;
using Microsoft.DurableTask.Client;

namespace MailMaker.Campaigns;

/// <summary>Stops campaigns for good, and sees to it that everybody planned is accounted for.</summary>
public sealed class CampaignCancel(CampaignSteering steering, CampaignLauncher launcher)
{
    /// <summary>Cancels a campaign. What drops its recipients is started where nothing runs the campaign any more, as after a failure.</summary>
    /// <returns>The campaign as it is now, or why not; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> CancelAsync(string account, string name, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var cancelled = await steering.ActAsync(account, name, CampaignAction.Cancel, cancellationToken);
        if (cancelled?.Value is { } campaign && CampaignTransitions.IsEnding(campaign))
            await launcher.StartAsync(campaign, orchestrations, cancellationToken);
        return cancelled;
    }
}
