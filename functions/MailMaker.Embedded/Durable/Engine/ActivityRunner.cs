using System.Text.Json;
using MailMaker.Embedded.Durable.History;
using MailMaker.Embedded.Functions.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>Runs activity functions and turns whatever they do into an entry of the history.</summary>
internal sealed class ActivityRunner(DataConverter converter, JsonSerializerOptions json, ILogger logger)
{
    private readonly Dictionary<string, Func<ActivityCall, CancellationToken, Task<object?>>> functions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a function known.</summary>
    public void Register(string name, Func<ActivityCall, CancellationToken, Task<object?>> run) => functions.Add(name, run);

    /// <summary>Runs an activity; null when it was cancelled because the engine or its host stops: then it has no result and runs again.</summary>
    public async Task<HistoryEvent?> RunAsync(ScheduledActivity activity, Func<bool> stopping, CancellationToken gone)
    {
        if (!functions.TryGetValue(activity.Name, out var run))
            return Failed(activity, new TaskFailureDetails(FailureJson.MissingFunction, $"There is no activity function '{activity.Name}'.", null, null, null));
        try
        {
            var output = await run(new ActivityCall(activity.Name, activity.InstanceId, activity.Task, activity.Input, json), gone);
            return new HistoryEvent(HistoryEventKind.ActivityCompleted, activity.Task, activity.Name, converter.Serialize(output), 0);
        }
        catch (OperationCanceledException e) when (stopping() || e is ActivityAbandonedException)
        {
            return null;
        }
        catch (Exception e)
        {
            return Failed(activity, TaskFailureDetails.FromException(e));
        }
    }

    private HistoryEvent Failed(ScheduledActivity activity, TaskFailureDetails failure)
    {
        // The type alone: a message may hold personal data.
        logger.LogWarning("Activity {Activity} of orchestration {InstanceId} failed: {ErrorType}.", activity.Name, activity.InstanceId, failure.ErrorType);
        return new HistoryEvent(HistoryEventKind.ActivityFailed, activity.Task, activity.Name, FailureJson.Write(failure), 0);
    }
}
