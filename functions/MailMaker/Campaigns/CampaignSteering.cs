using MailMaker.Core;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>Holds campaigns, lets them go on, and stops them for good.</summary>
public sealed class CampaignSteering(CampaignStore campaigns, CampaignLists audience, CampaignPlanner planner, OpenCampaigns open, TimeProvider clock)
{
    /// <summary>How long whoever asks for something waits for what is put on the queue. What has begun is finished; the rest is done by the orchestration, a quarter of a minute later at most.</summary>
    public static readonly TimeSpan CallerWaits = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Pauses, resumes or cancels a campaign. Senders look at the state after each claim, so that after the answer nothing is claimed any more,
    /// and what was claimed before has run out within a second.
    /// </summary>
    /// <returns>The campaign as it is now, or why not; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> ActAsync(string account, string name, CampaignAction action, CancellationToken cancellationToken)
    {
        CampaignState? reached = null;
        var campaign = await campaigns.ChangeAsync(
            account, name,
            c => (reached = CampaignTransitions.Next(c.State, action)) is { } next ? After(c, action, next) : null,
            // Nothing looks after a failed one: a cancellation that breaks off leaves a row too many, and none too few.
            c => c.State == CampaignState.Failed ? open.AddAsync(account, name, cancellationToken) : Task.CompletedTask,
            cancellationToken);
        if (campaign is null)
            return null;
        if (reached is null)
            return new(null, [new("", $"The campaign is {LaunchDecision.Word(campaign.State)}: {action.ToString().ToLowerInvariant()} is not possible now.")]);
        return new(await RequeueAsync(campaign, CallerWaits, cancellationToken), []);
    }

    /// <summary>Puts on the queue what waits for it, if anything does; run by who asked for it, and by the orchestration where that had no time for all of it, or died.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="within">When to leave the rest to the orchestration, which begins anew: what is on the queue already is not put there twice.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The campaign as it is now.</returns>
    public async Task<Campaign> RequeueAsync(Campaign campaign, TimeSpan within, CancellationToken cancellationToken)
    {
        if (campaign.RequeueAt is not { } since)
            return campaign;
        var began = clock.GetTimestamp();
        var buckets = (await audience.OfAsync(campaign, cancellationToken)).BucketCount();
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            if (clock.GetElapsedTime(began) > within)
                return campaign;
            await planner.QueueOpenAsync(campaign.Account, campaign.Name, bucket, since, cancellationToken);
        }

        return await campaigns.ChangeAsync(
            campaign.Account, campaign.Name, c => c.RequeueAt == since ? c with { RequeueAt = null } : null, cancellationToken) ?? campaign;
    }

    private Campaign After(Campaign campaign, CampaignAction action, CampaignState next)
    {
        // Asked for twice: everybody has an outcome.
        if (campaign is { State: CampaignState.Cancelled, CompletedAt: not null })
            return campaign;
        var now = clock.GetUtcNow();
        // Nothing was planned yet, so nothing is open.
        if (campaign.State == CampaignState.Scheduled)
            return campaign with { State = next, StartsAt = null, CompletedAt = now };
        // What was held, or planned by a launch that failed, is on no queue any more; what is cancelled is dropped slice by slice.
        return action is CampaignAction.Resume or CampaignAction.Cancel
            ? campaign with { State = next, RequeueAt = now, Failure = null, FailurePointer = null }
            : campaign with { State = next };
    }
}
