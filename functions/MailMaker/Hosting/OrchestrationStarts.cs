using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Hosting;

/// <summary>Starts orchestrations that anybody may ask for again.</summary>
internal static class OrchestrationStarts
{
    /// <summary>Starts an orchestration unless one of this id is under way.</summary>
    /// <param name="orchestrations">The client.</param>
    /// <param name="name">The orchestration's name.</param>
    /// <param name="input">Its input.</param>
    /// <param name="id">Its instance id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task StartUnlessUnderWayAsync(this DurableTaskClient orchestrations, string name, object input, string id, CancellationToken cancellationToken)
    {
        if (await IsUnderWayAsync(orchestrations, id, cancellationToken))
            return;
        try
        {
            await orchestrations.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Of two who start it at once one is refused, and the homes have different exceptions for that: it is under way all the same.
            if (!await IsUnderWayAsync(orchestrations, id, cancellationToken))
                throw;
        }
    }

    private static async Task<bool> IsUnderWayAsync(DurableTaskClient orchestrations, string id, CancellationToken cancellationToken) =>
        await orchestrations.GetInstanceAsync(id, cancellation: cancellationToken) is { IsCompleted: false };
}
