using MailMaker.Embedded.Durable.History;
using Microsoft.DurableTask;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>Tries a task again as its options say. Orchestrator code: waits are durable timers, time is the context's.</summary>
internal static class Retrying
{
    // Far longer than anyone waits, and far from overflowing a date.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Runs <paramref name="attempt"/> until it succeeds or no retry is due; then its last failure is thrown.</summary>
    public static async Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> attempt)
    {
        if (retry is null)
            return await attempt();
        var startedAt = context.CurrentUtcDateTime;
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e) when (e.FailureDetails.ErrorType != FailureJson.MissingFunction)
            {
                if (!await GoesOnAsync(context, retry, startedAt, failures, e.FailureDetails))
                    throw;
            }
        }
    }

    /// <summary>How long to wait after a number of failures; null: give up.</summary>
    public static TimeSpan? Delay(RetryPolicy policy, int failures, TimeSpan sinceFirst, TaskFailureDetails failure)
    {
        if (failures >= policy.MaxNumberOfAttempts || !policy.Handles(failure))
            return null;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && sinceFirst >= policy.RetryTimeout)
            return null;
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? Longest : policy.MaxRetryInterval;
        var seconds = policy.FirstRetryInterval.TotalSeconds * Math.Pow(policy.BackoffCoefficient, failures - 1);
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }

    private static async Task<bool> GoesOnAsync(
        TaskOrchestrationContext context, TaskRetryOptions retry, DateTime startedAt, int failures, TaskFailureDetails failure)
    {
        var sinceFirst = context.CurrentUtcDateTime - startedAt;
        if (retry.Handler is { } handler)
            return await handler(new RetryContext(context, failures, failure, sinceFirst, CancellationToken.None));
        if (Delay(retry.Policy!, failures, sinceFirst, failure) is not { } delay)
            return false;
        await context.CreateTimer(delay, CancellationToken.None);
        return true;
    }
}
