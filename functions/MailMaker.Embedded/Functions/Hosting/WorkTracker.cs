namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Counts what runs and tells when nothing does. Thread-safe.</summary>
internal sealed class WorkTracker
{
    private readonly Lock guard = new();
    private TaskCompletionSource idle = Completed();
    private int running;

    /// <summary>Completes when nothing runs; at once when nothing does now.</summary>
    public Task Idle
    {
        get
        {
            lock (guard)
                return idle.Task;
        }
    }

    /// <summary>Runs work on the pool, counted until it ends. The work contains its own exceptions.</summary>
    public Task Run(Func<Task> work)
    {
        lock (guard)
        {
            if (running++ == 0)
                idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.Run(async () =>
        {
            try
            {
                await work();
            }
            finally
            {
                End();
            }
        });
    }

    private void End()
    {
        lock (guard)
        {
            if (--running == 0)
                idle.SetResult();
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
