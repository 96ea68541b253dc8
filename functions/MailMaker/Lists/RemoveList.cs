using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace MailMaker.Lists;

/// <summary>
/// The orchestration of a list's deletion: close the list, wait until nobody works on it, remove its rows and files, forget it. It counts buckets,
/// never contacts.
/// </summary>
public static class RemoveList
{
    // 64 groups however many buckets: the history stays small.
    private const int MostGroups = 64;

    // Looks per history; then it begins anew.
    private const int LooksPerTurn = 50;

    // A call that had the list in hand when it was closed is over by then.
    private static readonly TimeSpan CallsEndWithin = TimeSpan.FromSeconds(5);

    // A deletion that was answered with 202 is tried for most of a day.
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(1_000, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));

    /// <summary>Deletes one list.</summary>
    [Function(nameof(RemoveList))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var deletion = context.GetInput<ListDeletion>()!;
        if (!deletion.IsClosed && !await context.CallActivityAsync<bool>(nameof(ListDeletionActivities.CloseList), deletion, Retry))
            return;
        await context.CreateTimer(CallsEndWithin, CancellationToken.None);
        if (!await WaitForImportsAsync(context, deletion))
        {
            context.ContinueAsNew(deletion with { IsClosed = true });
            return;
        }

        await RemoveRowsAsync(context, deletion);
        await context.CallActivityAsync(nameof(ListDeletionActivities.RemoveListFiles), deletion, Retry);
        // What a straggler wrote meanwhile; mostly a look at empty partitions.
        await RemoveRowsAsync(context, deletion);
        await context.CallActivityAsync(nameof(ListDeletionActivities.ForgetList), deletion, Retry);
    }

    private static async Task<bool> WaitForImportsAsync(TaskOrchestrationContext context, ListDeletion deletion)
    {
        for (var look = 0; look < LooksPerTurn; look++)
        {
            if (await context.CallActivityAsync<bool>(nameof(ListDeletionActivities.EndListImports), deletion, Retry))
                return true;
            await context.CreateTimer(TimeSpan.FromSeconds(Math.Min(10, 0.5 * (look + 1))), CancellationToken.None);
        }

        return false;
    }

    private static Task RemoveRowsAsync(TaskOrchestrationContext context, ListDeletion deletion)
    {
        var size = (deletion.Buckets + MostGroups - 1) / MostGroups;
        var groups = new List<Task>();
        for (var first = 0; first < deletion.Buckets; first += size)
        {
            var group = new BucketsOfList(deletion, first, Math.Min(size, deletion.Buckets - first));
            groups.Add(context.CallActivityAsync(nameof(ListDeletionActivities.RemoveListRows), group, Retry));
        }

        return Task.WhenAll(groups);
    }
}
