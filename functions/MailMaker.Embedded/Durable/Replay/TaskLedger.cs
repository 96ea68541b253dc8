using MailMaker.Embedded.Durable.History;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>
/// Holds what the orchestrator asks for against what its history says it asked for. Turns are recorded whole, so at the end of each
/// recorded turn both must agree to the last task.
/// </summary>
internal sealed class TaskLedger(string orchestrator)
{
    // maxOrchestrationActions, the host's default.
    private const int MostTasks = 100_000;

    private readonly Dictionary<int, DurableTask> open = [];
    private readonly Queue<PlannedTask> unconfirmed = new();
    private readonly List<int> cancelledTimers = [];
    private int next;

    /// <summary>Whether any task is still to complete.</summary>
    public bool HasOpenTasks => open.Count > 0;

    /// <summary>What this turn adds to the history.</summary>
    public IReadOnlyCollection<PlannedTask> Fresh => unconfirmed;

    /// <summary>Timers of earlier turns that were cancelled.</summary>
    public IReadOnlyList<int> CancelledTimers => cancelledTimers;

    /// <summary>The number of the next task.</summary>
    /// <exception cref="InvalidOperationException">The run has asked for as many as the host allows: it loops without continuing as new.</exception>
    public int NextId() => next < MostTasks
        ? next++
        : throw new InvalidOperationException($"Orchestrator '{orchestrator}' asked for more than {MostTasks} tasks in one run.");

    /// <summary>Notes a task that has no outcome (a sent event).</summary>
    public void Plan(PlannedTask planned) => unconfirmed.Enqueue(planned);

    /// <summary>Notes a task that is to complete.</summary>
    public void Open(DurableTask task)
    {
        Plan(task.Planned);
        open.Add(task.Planned.Event.Task, task);
    }

    /// <summary>Closes a task whose outcome has come; null when nobody waits for it any more.</summary>
    public DurableTask? Close(int id) => open.Remove(id, out var task) ? task : null;

    /// <summary>Closes a timer that the orchestrator cancelled.</summary>
    public void CancelTimer(int id)
    {
        if (!open.Remove(id, out var task))
            return;
        task.Planned.Cancelled = true;
        cancelledTimers.Add(id);
    }

    /// <summary>Holds the next task that the orchestrator asked for against the history's.</summary>
    /// <exception cref="NonDeterminismException">They differ.</exception>
    public void Confirm(HistoryEvent recorded, int position)
    {
        if (!unconfirmed.TryDequeue(out var planned))
            throw Differs($"the history has {recorded.Describe()} at event {position}, but the orchestrator asked for nothing there");
        if (!Same(planned.Event, recorded))
            throw Differs($"the history has {recorded.Describe()} at event {position}, but the orchestrator asked for {planned.Event.Describe()}");
    }

    /// <summary>Ends a recorded turn: what the orchestrator asked for and the history lacks is an error.</summary>
    /// <exception cref="NonDeterminismException">There is such a task.</exception>
    public void EndRecordedTurn(int position)
    {
        if (unconfirmed.TryPeek(out var extra))
            throw Differs($"the orchestrator asked for {extra.Event.Describe()}, but the history has nothing there (before event {position})");
        cancelledTimers.Clear();
    }

    private static bool Same(HistoryEvent planned, HistoryEvent recorded) =>
        planned.Kind == recorded.Kind
        && planned.Task == recorded.Task
        && string.Equals(planned.Name, recorded.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(planned.Data, recorded.Data, StringComparison.Ordinal);

    private NonDeterminismException Differs(string difference) =>
        new($"Orchestrator '{orchestrator}' is not deterministic: {difference}. Was its code changed while the instance was running?");
}
