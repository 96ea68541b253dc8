namespace MailMaker.Embedded.Durable.Replay;

/// <summary>
/// Runs orchestrator code on one thread, in the order in which it becomes ready: that, and nothing else, makes a replay the same as the
/// first run. A continuation that comes from another thread, or after the turn, is the trace of an await of something that is not durable;
/// it is not run but reported.
/// </summary>
internal sealed class TurnScheduler(Action foreignContinuation) : TaskScheduler
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool over;
    private volatile bool foreign;

    /// <summary>Whether a continuation came from outside the turn.</summary>
    public bool SawForeignContinuation => foreign;

    /// <summary>Whether the caller runs on the turn's thread, during the turn.</summary>
    public bool IsTurn => !over && Environment.CurrentManagedThreadId == thread;

    /// <summary>Runs <paramref name="turn"/> with this scheduler as the current one, so that awaits and continuations stay on it.</summary>
    public void Run(Action turn)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        try
        {
            var task = new Task(turn);
            task.RunSynchronously(this);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            over = true;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs continuations until none is ready.</summary>
    public void Pump()
    {
        while (ready.TryDequeue(out var next))
            next.Callback(next.State);
    }

    /// <summary>Reports a use of the context from outside the turn.</summary>
    public void ReportForeign()
    {
        foreign = true;
        foreignContinuation();
    }

    /// <inheritdoc />
    protected override void QueueTask(Task task) => Enqueue(_ => TryExecuteTask(task), null);

    /// <inheritdoc />
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsTurn && !taskWasPreviouslyQueued && TryExecuteTask(task);

    /// <inheritdoc />
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Enqueue(SendOrPostCallback callback, object? state)
    {
        if (IsTurn)
            ready.Enqueue((callback, state));
        else
            ReportForeign();
    }

    private sealed class Context(TurnScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => scheduler.Enqueue(d, state);

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (scheduler.IsTurn)
                d(state);
            else
                scheduler.ReportForeign();
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
