using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace MailMaker.Campaigns;

/// <summary>
/// The orchestration of a launch: wait for its moment, plan the buckets, then look until the ledger sums to the audience. It counts buckets, never contacts.
/// </summary>
public static class RunCampaign
{
    // 64 groups however many buckets: the history stays small.
    private const int MostGroups = 64;

    // Looks per history; then it begins anew.
    private const int LooksPerTurn = 50;

    // How often each group is put off per history; then it begins anew with what is left.
    private const int PutOffsPerTurn = 5;

    // A timer that is lost, or set by a clock that was wrong, costs at most this.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private static readonly TimeSpan FixesAgainAfter = TimeSpan.FromSeconds(30);

    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(8, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));

    /// <summary>Runs one campaign to its end.</summary>
    [Function(nameof(RunCampaign))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<CampaignRun>()!;
        if (run.StartedAt is null)
        {
            if (!await BeginAsync(context, run))
                return;
            run = run with { StartedAt = context.CurrentUtcDateTime };
        }

        if (!run.Planned && !await TryPlanAsync(context, run))
            return;
        for (var look = 0; look < LooksPerTurn; look++)
        {
            if (await context.CallActivityAsync<bool>(nameof(CampaignActivities.TryCompleteCampaign), run, Retry))
                return;
            await context.CreateTimer(NextLook(context.CurrentUtcDateTime - run.StartedAt!.Value), CancellationToken.None);
        }

        context.ContinueAsNew(run with { Planned = true, Unplanned = null });
    }

    // False when this history is over: it is not this launch's turn, or it begins anew.
    private static async Task<bool> BeginAsync(TaskOrchestrationContext context, CampaignRun run)
    {
        for (var look = 0; look < LooksPerTurn; look++)
        {
            var beginning = await context.CallActivityAsync<CampaignBeginning>(nameof(CampaignActivities.BeginCampaign), run, Retry);
            if (beginning.WaitUntil is not { } until)
                return !beginning.IsOver;
            var longest = context.CurrentUtcDateTime + LongestWait;
            await context.CreateTimer(until < longest ? until : longest, CancellationToken.None);
        }

        context.ContinueAsNew(run);
        return false;
    }

    // False when this history is over: it begins anew, or the campaign has failed; one that was cancelled meanwhile still has to drop whom it had planned.
    private static async Task<bool> TryPlanAsync(TaskOrchestrationContext context, CampaignRun run)
    {
        try
        {
            var rests = await Task.WhenAll((run.Unplanned ?? Groups(run)).Select(g => PlanAsync(context, g with { Run = run with { Unplanned = null } })));
            if (rests.OfType<BucketsToPlan>().ToList() is { Count: > 0 } left)
            {
                context.ContinueAsNew(run with { Unplanned = left });
                return false;
            }

            return await FixAsync(context, run);
        }
        catch (TaskFailedException e)
        {
            return !await context.CallActivityAsync<bool>(nameof(CampaignActivities.FailCampaign), new CampaignFailure(run, e.FailureDetails.ErrorType), Retry);
        }
    }

    // What is left when it was put off too often for one history. A service that fails is no reason to give up: the campaign goes on when it is back.
    private static async Task<BucketsToPlan?> PlanAsync(TaskOrchestrationContext context, BucketsToPlan group)
    {
        for (var time = 0; time < PutOffsPerTurn; time++)
        {
            if (await context.CallActivityAsync<PlanningPutOff?>(nameof(CampaignActivities.PlanBuckets), group, Retry) is not { } putOff)
                return null;
            group = putOff.Rest;
            await context.CreateTimer(putOff.WaitFor, CancellationToken.None);
        }

        return group;
    }

    // False when it was put off too often for one history.
    private static async Task<bool> FixAsync(TaskOrchestrationContext context, CampaignRun run)
    {
        for (var time = 0; time < PutOffsPerTurn; time++)
        {
            if (!await context.CallActivityAsync<bool>(nameof(CampaignActivities.FixAudience), run, Retry))
                return true;
            await context.CreateTimer(FixesAgainAfter, CancellationToken.None);
        }

        context.ContinueAsNew(run with { Unplanned = [] });
        return false;
    }

    private static IEnumerable<BucketsToPlan> Groups(CampaignRun run)
    {
        var size = (run.Buckets + MostGroups - 1) / MostGroups;
        for (var first = 0; first < run.Buckets; first += size)
            yield return new BucketsToPlan(run, first, Math.Min(size, run.Buckets - first));
    }

    // A short mailing is over in a second, a long one need not be asked every second.
    private static TimeSpan NextLook(TimeSpan elapsed) =>
        TimeSpan.FromSeconds(Math.Clamp(elapsed.TotalSeconds / 20, 0.25, 15));
}
