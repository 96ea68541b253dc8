using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace MailMaker.Contacts;

/// <summary>The orchestration that ends a change of key which broke off. One that did not finds nothing to do.</summary>
public static class FinishKeyChange
{
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(1_000, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));

    /// <summary>Ends one change.</summary>
    [Function(nameof(FinishKeyChange))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync(nameof(KeyChangeActivities.MoveContact), context.GetInput<KeyChange>()!, Retry);
}
