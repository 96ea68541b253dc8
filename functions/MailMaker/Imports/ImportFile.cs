using MailMaker.Core.Imports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace MailMaker.Imports;

/// <summary>
/// The orchestration of an import: wait for the turn, stage, apply the buckets, remove behind the guard, finish. It counts buckets, never
/// contacts.
/// </summary>
public static class ImportFile
{
    /// <summary>The event that decides about a removal; its payload is <see cref="Approve"/> or <see cref="Cancel"/>.</summary>
    public const string Decision = "decision";

    /// <summary>Remove what the file lacks.</summary>
    public const string Approve = "approve";

    /// <summary>Leave what the file lacks.</summary>
    public const string Cancel = "cancel";

    // Looks per history; then it begins anew.
    private const int LooksPerTurn = 50;

    private static readonly TimeSpan ApprovalWithin = TimeSpan.FromDays(7);
    // An import that does not end holds up its list: its end is tried for most of a day.
    private static readonly TaskOptions RetryLong = TaskOptions.FromRetryPolicy(new RetryPolicy(1_000, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(8, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));

    /// <summary>Runs one import to its end.</summary>
    [Function(nameof(ImportFile))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var import = context.GetInput<ImportKey>()!;
        try
        {
            if (await WaitForTurnAsync(context, import))
                await ImportAsync(context, import);
        }
        catch (TaskFailedException e)
        {
            var reason = $"The service failed ({e.FailureDetails.ErrorType}). Send the file again; what was applied stays and is found unchanged.";
            await context.CallActivityAsync(nameof(ImportActivities.FinishImport), new EndOfImport(import, ImportStep.Fail, reason), RetryLong);
        }
    }

    // False when the import was cancelled while it waited, or when the wait goes on in a new history.
    private static async Task<bool> WaitForTurnAsync(TaskOrchestrationContext context, ImportKey import)
    {
        for (var look = 0; look < LooksPerTurn; look++)
        {
            var turn = await context.CallActivityAsync<bool?>(nameof(ImportActivities.TakeImportTurn), import, Retry);
            if (turn is not false)
                return turn is true;
            await context.CreateTimer(TimeSpan.FromSeconds(Math.Min(10, 0.5 * (look + 1))), CancellationToken.None);
        }

        context.ContinueAsNew(import);
        return false;
    }

    private static async Task ImportAsync(TaskOrchestrationContext context, ImportKey import)
    {
        var staged = await context.CallActivityAsync<StagedImport>(nameof(ImportActivities.StageImport), import, Retry);
        if (staged.IsRefused)
            return;
        var groups = BucketsOfImport.Groups(import, staged.Buckets);
        if (staged.DryRun)
        {
            await Task.WhenAll(groups.Select(g => context.CallActivityAsync(nameof(ImportActivities.PreviewBuckets), g, Retry)));
            await context.CallActivityAsync(nameof(ImportActivities.FinishImport), new EndOfImport(import, ImportStep.Complete, null), RetryLong);
            return;
        }

        var withRows = BucketsOfImport.Groups(import, staged.Buckets, staged.Rows);
        await Task.WhenAll(withRows.Select(g => context.CallActivityAsync(nameof(ImportActivities.ApplyBuckets), g, Retry)));
        var end = new EndOfImport(import, ImportStep.Complete, null);
        if (staged.Mode == ImportMode.Full)
            end = await RemoveAsync(context, import, groups);
        await context.CallActivityAsync(nameof(ImportActivities.FinishImport), end, RetryLong);
    }

    private static async Task<EndOfImport> RemoveAsync(TaskOrchestrationContext context, ImportKey import, List<BucketsOfImport> groups)
    {
        var counted = await Task.WhenAll(groups.Select(g => context.CallActivityAsync<MissingContacts>(nameof(ImportActivities.CountMissing), g, Retry)));
        var missing = new MissingContacts(counted.Sum(c => c.Contacts), counted.Sum(c => c.Missing));
        if (await context.CallActivityAsync<bool>(nameof(ImportActivities.GuardRemoval), new RemovalToGuard(import, missing), Retry))
        {
            if (await DecisionAsync(context) is { } reason)
                return new EndOfImport(import, ImportStep.Cancel, reason);
            await context.CallActivityAsync(nameof(ImportActivities.ApproveRemoval), import, Retry);
        }

        await Task.WhenAll(groups.Select(g => context.CallActivityAsync(nameof(ImportActivities.RemoveMissing), g, Retry)));
        return new EndOfImport(import, ImportStep.Complete, null);
    }

    // Null when the removal was approved, else why it is not done.
    private static async Task<string?> DecisionAsync(TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>(Decision, ApprovalWithin) == Approve
                ? null : "The removal was cancelled. The rows of the file were imported; nothing was removed.";
        }
        catch (TaskCanceledException)
        {
            return "Nobody approved the removal within seven days. The rows of the file were imported; nothing was removed.";
        }
    }
}
