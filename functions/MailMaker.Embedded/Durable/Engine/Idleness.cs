namespace MailMaker.Embedded.Durable.Engine;

/// <summary>Counts work that is queued or running and tells when there is none. Thread-safe.</summary>
internal sealed class Idleness
{
    private readonly Lock guard = new();
    private long busy;
    private TaskCompletionSource? idle;

    /// <summary>Notes work.</summary>
    public void Enter(long count = 1)
    {
        lock (guard)
            busy += count;
    }

    /// <summary>Notes that one piece of work is done.</summary>
    public void Leave()
    {
        TaskCompletionSource? done = null;
        lock (guard)
        {
            if (--busy == 0)
                (done, idle) = (idle, null);
        }

        done?.SetResult();
    }

    /// <summary>Completes when there is no work.</summary>
    public Task WhenIdleAsync()
    {
        lock (guard)
        {
            if (busy == 0)
                return Task.CompletedTask;
            idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }
}
