using MailMaker.Accounts;
using MailMaker.Core.Campaigns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace MailMaker.Campaigns;

/// <summary>Looks every two minutes whether the campaigns under way move, and alarms when one has stood for a quarter of an hour.</summary>
public sealed partial class StuckCampaigns(
    DefinitionStore definitions, OpenCampaigns open, CampaignLists audience, LedgerStore ledger, DeadSlices dead, TimeProvider clock, ILogger<StuckCampaigns> log)
{
    /// <summary>The timer's door.</summary>
    [Function("FindStuckCampaigns")]
    public Task RunAsync([TimerTrigger("0 */2 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => LookAsync(cancellationToken);

    /// <summary>Looks at every campaign under way.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await foreach (var campaign in open.AllAsync(cancellationToken))
        {
            if (StuckDecision.OughtToMove(campaign, clock.GetUtcNow()))
                await LookAsync(campaign, cancellationToken);
            else
                await ForgetAsync(campaign, cancellationToken);
        }
    }

    /// <summary>Since when a campaign is known to stand; null when it moves, is held, or is over.</summary>
    public async Task<DateTimeOffset?> StuckSinceAsync(Campaign campaign, LedgerCounts counts, CancellationToken cancellationToken)
    {
        if (!StuckDecision.OughtToMove(campaign, clock.GetUtcNow()))
            return null;
        var known = await definitions.FindAsync<ProgressMark>(campaign.Account, DefinitionKeys.ProgressMark(campaign.Name), cancellationToken);
        return known is { Value: var progress } && StuckDecision.Look(progress, campaign.Launches, counts, clock.GetUtcNow()) == progress ? progress.StuckSince : null;
    }

    /// <summary>Begins to watch anew: somebody has taken the campaign up, or holds it.</summary>
    public Task ForgetAsync(Campaign campaign, CancellationToken cancellationToken) =>
        definitions.DeleteAsync(campaign.Account, DefinitionKeys.ProgressMark(campaign.Name), cancellationToken);

    private async Task LookAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var key = DefinitionKeys.ProgressMark(campaign.Name);
        var buckets = (await audience.OfAsync(campaign, cancellationToken)).BucketCount();
        var counts = await ledger.CountsAsync(campaign.Account, campaign.Name, buckets, cancellationToken);
        var known = await definitions.FindAsync<ProgressMark>(campaign.Account, key, cancellationToken);
        var next = StuckDecision.Look(known?.Value, campaign.Launches, counts, now);
        if (StuckDecision.MayBeStuck(next, now))
            next = await ExamineAsync(campaign, buckets, counts, next, now, cancellationToken);
        if (next == known?.Value)
            return;
        // Before it is noted: a process that dies in between alarms twice rather than never.
        if (next.StuckSince is not null && known?.Value.StuckSince is null)
            LogStuck(log, campaign.Name, campaign.Account, next.At, counts.Open, (await dead.CountAsync(campaign.Account, campaign.Name, cancellationToken)).Values.Sum());
        await definitions.WriteAsync(campaign.Account, key, next, known?.Version, cancellationToken);
    }

    private async Task<ProgressMark> ExamineAsync(
        Campaign campaign, int buckets, LedgerCounts counts, ProgressMark progress, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Its planning or its completion is what does not come.
        if (campaign.Audience is null || counts.Open == 0)
            return progress with { StuckSince = now };
        DateTimeOffset? nextDue = null;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            await foreach (var slice in ledger.SlicesAsync(campaign.Account, campaign.Name, bucket, cancellationToken))
            {
                if (StuckDecision.IsOverdue(slice.Slice, now))
                    return progress with { StuckSince = now };
                if (StuckDecision.NextDue(slice.Slice) is { } due && !(due >= nextDue))
                    nextDue = due;
            }
        }

        return progress with { NextDueAt = nextDue };
    }

    [LoggerMessage(1, LogLevel.Warning, "Campaign {Campaign} of {Account} has made no progress since {Since}: {Open} recipients are open, {DeadSlices} slices are dead-lettered. Its call replay takes it up again")]
    private static partial void LogStuck(ILogger logger, string campaign, string account, DateTimeOffset since, int open, int deadSlices);
}
