using MailMaker.Core.Campaigns;
using MailMaker.Lists;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Campaigns;

/// <summary>The activities of <see cref="RunCampaign"/>. Each can be run again after a crash at any point.</summary>
public sealed class CampaignActivities(
    CampaignStore campaigns, CampaignPlanner planner, CampaignSteering steering, ExcludedAddresses excluded, IListSource lists, LedgerStore ledger, DeadSlices dead, Random random, TimeProvider clock)
{
    /// <summary>Begins the campaign when the moment of its schedule has come.</summary>
    [Function(nameof(BeginCampaign))]
    public async Task<CampaignBeginning> BeginCampaign([ActivityTrigger] CampaignRun run, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.ChangeAsync(run.Account, run.Campaign, c => LaunchDecision.Begin(c, run.Launch, clock.GetUtcNow()), cancellationToken);
        if (campaign is not null && campaign.Launches == run.Launch && CampaignTransitions.IsEnding(campaign))
            return new(false, null);
        if (campaign is null || campaign.Launches != run.Launch || campaign.LaunchedAt is null)
            return campaign is { State: CampaignState.Scheduled, StartsAt: { } at } && campaign.Launches == run.Launch ? new(false, at.UtcDateTime) : new(true, null);
        for (var i = 0; i < campaign.Lists.Count; i++)
        {
            // Deleted in the moment in which the campaign was launched: neither saw the other.
            if (await lists.ListAsync(run.Account, campaign.Lists[i].Name, cancellationToken) is null)
                return new(await FailAsync(run, "The list was deleted.", campaign.Lists.Count == 1 ? "/list" : $"/lists/{i}", cancellationToken), null);
        }

        return new(false, null);
    }

    /// <summary>Fixes the audience in some buckets and queues its slices. Where a service fails it stops, to go on there when it has been left alone for a while.</summary>
    /// <returns>What is left; null when nothing is.</returns>
    [Function(nameof(PlanBuckets))]
    public async Task<PlanningPutOff?> PlanBuckets([ActivityTrigger] BucketsToPlan input, CancellationToken cancellationToken)
    {
        var (bucket, progress) = (input.First, new PlanProgress(input.Queued));
        try
        {
            if (await campaigns.FindAsync(input.Run.Account, input.Run.Campaign, cancellationToken) is not { } campaign)
                return null;
            for (; bucket < input.First + input.Count; bucket++, progress = new PlanProgress())
                await planner.PlanAsync(campaign, bucket, progress, cancellationToken);
            return null;
        }
        catch (Exception e) when (PassingFault.Is(e) && !cancellationToken.IsCancellationRequested)
        {
            var outages = bucket > input.First || progress.IsMade ? 1 : input.Outages + 1;
            var rest = new BucketsToPlan(input.Run, bucket, input.First + input.Count - bucket, progress.Queued, outages);
            return new PlanningPutOff(rest, PassingFault.Wait(outages, random.NextDouble()));
        }
    }

    /// <summary>Writes the audience's size onto the campaign.</summary>
    /// <returns>Whether it is to be done later, since a service failed.</returns>
    [Function(nameof(FixAudience))]
    public async Task<bool> FixAudience([ActivityTrigger] CampaignRun run, CancellationToken cancellationToken)
    {
        try
        {
            var counts = await ledger.CountsAsync(run.Account, run.Campaign, run.Buckets, cancellationToken);
            var campaign = await campaigns.ChangeAsync(
                run.Account, run.Campaign,
                c => CampaignTransitions.Next(c.State, CampaignAction.AudienceFixed) is { } next ? c with { State = next, Audience = counts.Audience } : null,
                cancellationToken);
            if (campaign is not null)
                await excluded.ForgetAsync(campaign, cancellationToken);
            return false;
        }
        catch (Exception e) when (PassingFault.Is(e) && !cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>Completes the campaign when every recipient has a final outcome. A service that fails meanwhile is asked again at the next look.</summary>
    /// <returns>Whether the orchestration is over.</returns>
    [Function(nameof(TryCompleteCampaign))]
    public async Task<bool> TryCompleteCampaign([ActivityTrigger] CampaignRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await TryCompleteAsync(run, cancellationToken);
        }
        catch (Exception e) when (PassingFault.Is(e) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Marks the campaign as failed; it can be launched again.</summary>
    /// <returns>Whether it has failed; a campaign that was cancelled stays that.</returns>
    [Function(nameof(FailCampaign))]
    public Task<bool> FailCampaign([ActivityTrigger] CampaignFailure failure, CancellationToken cancellationToken) => FailAsync(
        failure.Run, $"The audience could not be fixed ({failure.Reason}). Launch it again: it goes on where it stopped, and who was reached is not written to twice.", null, cancellationToken);

    private async Task<bool> TryCompleteAsync(CampaignRun run, CancellationToken cancellationToken)
    {
        // Who resumed or cancelled it may have had no time for all of it, or have died.
        if (await campaigns.FindAsync(run.Account, run.Campaign, cancellationToken) is { RequeueAt: not null } waiting)
            await steering.RequeueAsync(waiting, TimeSpan.MaxValue, cancellationToken);
        var counts = await ledger.CountsAsync(run.Account, run.Campaign, run.Buckets, cancellationToken);
        if (counts.Open > 0)
            return false;
        var now = clock.GetUtcNow();
        var campaign = await campaigns.ChangeAsync(
            run.Account, run.Campaign,
            c => c.CompletedAt is null && CampaignTransitions.Next(c.State, CampaignAction.Complete) is { } next ? c with { State = next, CompletedAt = now } : null,
            cancellationToken);
        if (campaign is not (null or { CompletedAt: not null }) && campaign.Launches == run.Launch)
            return false;
        // Of what is over nothing is to be replayed: a slice that died twice, or one that was cancelled afterwards.
        if (campaign is { CompletedAt: not null })
            await dead.RemoveAsync(run.Account, run.Campaign, cancellationToken);
        return true;
    }

    private async Task<bool> FailAsync(CampaignRun run, string reason, string? pointer, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.ChangeAsync(
            run.Account, run.Campaign,
            c => c.Launches == run.Launch && CampaignTransitions.Next(c.State, CampaignAction.Fail) is { } next
                ? c with { State = next, Failure = reason, FailurePointer = pointer }
                : null,
            cancellationToken);
        return campaign?.State != CampaignState.Cancelled;
    }
}
