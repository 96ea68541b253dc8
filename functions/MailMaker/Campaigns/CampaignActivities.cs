using MailMaker.Core.Campaigns;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Campaigns;

/// <summary>The activities of <see cref="RunCampaign"/>. Each can be run again after a crash at any point.</summary>
public sealed class CampaignActivities(CampaignStore campaigns, CampaignPlanner planner, LedgerStore ledger, TimeProvider clock)
{
    /// <summary>Fixes the audience in some buckets and queues its slices.</summary>
    [Function(nameof(PlanBuckets))]
    public async Task PlanBuckets([ActivityTrigger] BucketsToPlan input, CancellationToken cancellationToken)
    {
        var run = input.Run;
        if (await campaigns.FindAsync(run.Account, run.Campaign, cancellationToken) is not { } campaign)
            return;
        for (var bucket = input.First; bucket < input.First + input.Count; bucket++)
            await planner.PlanAsync(campaign, bucket, cancellationToken);
    }

    /// <summary>Writes the audience's size onto the campaign.</summary>
    [Function(nameof(FixAudience))]
    public async Task FixAudience([ActivityTrigger] CampaignRun run, CancellationToken cancellationToken)
    {
        var counts = await ledger.CountsAsync(run.Account, run.Campaign, run.Buckets, cancellationToken);
        await campaigns.ChangeAsync(
            run.Account, run.Campaign,
            c => CampaignTransitions.Next(c.State, CampaignAction.AudienceFixed) is { } next ? c with { State = next, Audience = counts.Audience } : null,
            cancellationToken);
    }

    /// <summary>Completes the campaign when every recipient has a final outcome.</summary>
    /// <returns>Whether the orchestration is over.</returns>
    [Function(nameof(TryCompleteCampaign))]
    public async Task<bool> TryCompleteCampaign([ActivityTrigger] CampaignRun run, CancellationToken cancellationToken)
    {
        var counts = await ledger.CountsAsync(run.Account, run.Campaign, run.Buckets, cancellationToken);
        if (counts.Open > 0)
            return false;
        var now = clock.GetUtcNow();
        var campaign = await campaigns.ChangeAsync(
            run.Account, run.Campaign,
            c => c.CompletedAt is null && CampaignTransitions.Next(c.State, CampaignAction.Complete) is { } next ? c with { State = next, CompletedAt = now } : null,
            cancellationToken);
        return campaign is null or { CompletedAt: not null };
    }

    /// <summary>Marks the campaign as failed; it can be launched again.</summary>
    [Function(nameof(FailCampaign))]
    public async Task FailCampaign([ActivityTrigger] CampaignFailure failure, CancellationToken cancellationToken) =>
        await campaigns.ChangeAsync(
            failure.Run.Account, failure.Run.Campaign,
            c => CampaignTransitions.Next(c.State, CampaignAction.Fail) is { } next ? c with { State = next, Failure = failure.Reason } : null,
            cancellationToken);
}
