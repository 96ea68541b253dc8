using MailMaker.Core.Imports;
using MailMaker.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Imports;

/// <summary>The orchestration that undoes an import: wait for the turn, revert the buckets, finish.</summary>
public static class RevertImport
{
    // Looks per history; then it begins anew.
    private const int LooksPerTurn = 50;

    private static readonly TaskOptions RetryLong = TaskOptions.FromRetryPolicy(new RetryPolicy(1_000, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(8, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));

    /// <summary>Reverts one import.</summary>
    [Function(nameof(RevertImport))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var import = context.GetInput<ImportKey>()!;
        try
        {
            await RevertAsync(context, import);
        }
        catch (TaskFailedException e)
        {
            var reason = $"The service failed ({e.FailureDetails.ErrorType}) while the import was reverted. Ask for it again: it goes on where it stopped.";
            await context.CallActivityAsync(nameof(RevertActivities.FailRevert), new EndOfImport(import, ImportStep.Fail, reason), RetryLong);
        }
    }

    /// <summary>Starts the revert unless it is under way.</summary>
    internal static Task StartAsync(ImportKey import, DurableTaskClient orchestrations, CancellationToken cancellationToken) =>
        orchestrations.StartUnlessUnderWayAsync(nameof(RevertImport), import, import.RevertInstanceId, cancellationToken);

    private static async Task RevertAsync(TaskOrchestrationContext context, ImportKey import)
    {
        for (var look = 0; look < LooksPerTurn; look++)
        {
            var turn = await context.CallActivityAsync<RevertTurn>(nameof(RevertActivities.TakeRevertTurn), import, Retry);
            if (turn.IsOver)
                return;
            if (turn.IsMine)
            {
                var groups = BucketsOfImport.Groups(import, turn.Buckets);
                await Task.WhenAll(groups.Select(g => context.CallActivityAsync(nameof(RevertActivities.RevertBuckets), g, Retry)));
                await context.CallActivityAsync(nameof(RevertActivities.FinishRevert), import, RetryLong);
                return;
            }

            await context.CreateTimer(TimeSpan.FromSeconds(Math.Min(10, 0.5 * (look + 1))), CancellationToken.None);
        }

        context.ContinueAsNew(import);
    }
}
