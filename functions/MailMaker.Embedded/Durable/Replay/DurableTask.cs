using Microsoft.DurableTask;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>A task whose outcome comes from the history.</summary>
internal abstract class DurableTask(PlannedTask planned)
{
    /// <summary>What was asked for.</summary>
    public PlannedTask Planned { get; } = planned;

    /// <summary>Completes the task with a result as JSON.</summary>
    public abstract void Complete(string? json);

    /// <summary>Fails the task.</summary>
    public abstract void Fail(TaskFailureDetails failure);

    /// <summary>Cancels the task; false when it is over already.</summary>
    public abstract bool Cancel(CancellationToken token);
}

/// <inheritdoc />
internal sealed class DurableTask<T>(PlannedTask planned, DataConverter converter) : DurableTask(planned)
{
    // Continuations run at once: they are the orchestrator's, on the turn's thread.
    private readonly TaskCompletionSource<T> source = new();

    /// <summary>What the orchestrator awaits.</summary>
    public Task<T> Task => source.Task;

    /// <inheritdoc />
    public override void Complete(string? json)
    {
        try
        {
            source.TrySetResult(converter.Deserialize<T>(json)!);
        }
        catch (Exception e)
        {
            source.TrySetException(e);
        }
    }

    /// <inheritdoc />
    public override void Fail(TaskFailureDetails failure) =>
        source.TrySetException(new TaskFailedException(Planned.Event.Name ?? string.Empty, Planned.Event.Task, failure));

    /// <inheritdoc />
    public override bool Cancel(CancellationToken token) => source.TrySetCanceled(token);
}
