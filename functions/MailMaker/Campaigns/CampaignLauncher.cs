using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Hosting;
using MailMaker.Inbound;
using Microsoft.DurableTask.Client;

namespace MailMaker.Campaigns;

/// <summary>Launches campaigns, now or for later, and takes them back from their schedule.</summary>
public sealed class CampaignLauncher(
    IDefinitions definitions, CampaignStore campaigns, CampaignComposer composer, CampaignApprovals approvals, CampaignLists audience, CampaignTags tags, OpenCampaigns open, TimeProvider clock)
{
    /// <summary>Launches a campaign, or takes up a launch that broke off.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="name">The campaign.</param>
    /// <param name="user">Who launches it; empty when the caller said nothing.</param>
    /// <param name="orchestrations">What runs it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The campaign as it is now, or why it can't be launched; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> LaunchAsync(
        string account, string name, string user, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        Checked<Campaign>? launched = null;
        while (launched is null)
        {
            if (await definitions.FindAsync<Campaign>(account, DefinitionKeys.Campaign(name), cancellationToken) is not { } found)
                return null;
            // Scheduled or planning: the answer to the first call was lost, or the process died before the orchestration began.
            launched = found.Value.State is CampaignState.Scheduled or CampaignState.Planning
                ? new(found.Value, [])
                : await TryLaunchAsync(found, user, cancellationToken);
        }

        if (launched.Value is not null)
            await StartAsync(launched.Value, orchestrations, cancellationToken);
        return launched;
    }

    /// <summary>Moves a scheduled campaign to another moment.</summary>
    /// <returns>The campaign as it is now, or why not; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> RescheduleAsync(
        string account, string name, CampaignSchedule schedule, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        Checked<Campaign>? decided = null;
        var campaign = await campaigns.ChangeAsync(
            account, name, c => (decided = LaunchDecision.Reschedule(c, schedule, clock.GetUtcNow())).Value, cancellationToken);
        if (campaign is null)
            return null;
        // What waits for the moment before finds that it is not its turn any more.
        if (decided!.Value is { } moved)
            await StartAsync(moved, orchestrations, cancellationToken);
        return decided;
    }

    /// <summary>Makes a scheduled campaign a draft again.</summary>
    /// <returns>The campaign as it is now, or why not; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> UnscheduleAsync(string account, string name, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.ChangeAsync(
            account, name,
            c => CampaignTransitions.Next(c.State, CampaignAction.Unschedule) is { } next ? c with { State = next, StartsAt = null } : null,
            cancellationToken);
        // Asked for twice: it is a draft already.
        return campaign is null ? null : campaign.State == CampaignState.Draft
            ? new(campaign, [])
            : new(null, [new("", $"The campaign is {LaunchDecision.Word(campaign.State)}: only a scheduled one can be taken back.")]);
    }

    /// <summary>Starts what runs a campaign, unless it is under way.</summary>
    public async Task StartAsync(Campaign campaign, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var buckets = (await audience.OfAsync(campaign, cancellationToken)).BucketCount();
        var run = new CampaignRun(campaign.Account, campaign.Name, buckets, campaign.Launches, Planned: campaign.Audience is not null)
        {
            // Nobody is planned only to be dropped: the audience is who was.
            Unplanned = CampaignTransitions.IsEnding(campaign) ? [] : null,
        };
        await orchestrations.StartUnlessUnderWayAsync(nameof(RunCampaign), run, CampaignRun.InstanceId(campaign), cancellationToken);
    }

    // Null when somebody else changed the campaign meanwhile: look again, what was checked is not what would be sent.
    private async Task<Checked<Campaign>?> TryLaunchAsync(Versioned<Campaign> found, string user, CancellationToken cancellationToken)
    {
        var decided = LaunchDecision.Launch(found.Value, user, clock.GetUtcNow());
        if (decided.Value is null)
            return decided;
        var contents = await composer.ComposeAsync(found.Value, cancellationToken);
        if (contents.Value is null)
            return new(null, contents.Problems);
        if (await approvals.MissingAsync(found.Value, contents.Value, user, cancellationToken) is { } missing)
            return new(null, [missing]);
        foreach (var (list, content) in contents.Value)
            await FixContentAsync(found.Value, list.Name, content, cancellationToken);
        await tags.KeepAsync(found.Value, cancellationToken);
        var first = contents.Value[0].Content.Scene;
        var launched = decided.Value with
        {
            SenderAddress = first.SenderAddress, SenderName = first.SenderName,
            Lists = AudienceLists.Number(contents.Value.Select(c => (c.List.Name, c.List.Buckets))),
            MayRepeatAddresses = ContactAddress.MayRepeat([.. contents.Value.Select(c => c.List)], ContactAddress.KindsOf(found.Value.Channel)),
        };
        // Before it is launched: a launch that breaks off after this leaves a row too many, and none too few.
        await open.AddAsync(launched.Account, launched.Name, cancellationToken);
        var key = DefinitionKeys.Campaign(launched.Name);
        return await definitions.WriteAsync(launched.Account, key, launched, found.Version, cancellationToken) is null ? null : new(launched, []);
    }

    private async Task FixContentAsync(Campaign campaign, string list, CampaignContent content, CancellationToken cancellationToken)
    {
        var key = DefinitionKeys.CampaignContent(campaign.Name, list);
        var existing = await definitions.FindAsync(campaign.Account, key, cancellationToken);
        await definitions.WriteAsync(campaign.Account, key, content, existing?.Version, cancellationToken);
    }
}
