using System.Globalization;
using MailMaker.Embedded.Durable.History;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>The context of one turn: the orchestrator's calls go to the ledger, their outcomes come from the history.</summary>
internal sealed class ReplayContext(TurnInput turn, TurnScheduler scheduler, DataConverter converter, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    // 16 KB as UTF-16 text: the limit of the Functions extension.
    private const int LongestCustomStatus = 16 * 1024 / sizeof(char);

    private int guids;

    /// <inheritdoc />
    public override TaskName Name => turn.Name;

    /// <inheritdoc />
    public override string InstanceId => turn.Id;

    /// <inheritdoc />
    public override ParentOrchestrationInstance? Parent => turn.Parent;

    /// <inheritdoc />
    public override DateTime CurrentUtcDateTime => Now;

    /// <inheritdoc />
    public override bool IsReplaying => Replaying;

    /// <summary>Time of the turn being run or replayed.</summary>
    public DateTime Now { get; set; }

    /// <summary>Whether the event being applied is an old one.</summary>
    public bool Replaying { get; set; }

    /// <summary>The tasks asked for.</summary>
    public TaskLedger Ledger { get; } = new(turn.Name);

    /// <summary>The events waited for.</summary>
    public EventWaits Events { get; } = new(converter);

    /// <summary>The custom status set in this run; null: it was not set.</summary>
    public CustomStatus? Status { get; private set; }

    /// <summary>How to start over; null: don't.</summary>
    public Restart? NextRun { get; private set; }

    /// <inheritdoc />
    protected override ILoggerFactory LoggerFactory => loggers;

    /// <inheritdoc />
    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(turn.Input);

    /// <inheritdoc />
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RejectOptionsAsInput(input, options);
        var payload = converter.Serialize(input);
        return await Retrying.RunAsync(this, options?.Retry, () => Schedule<TResult>(HistoryEventKind.ActivityScheduled, NameOf(name), null, payload, null));
    }

    /// <inheritdoc />
    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RejectOptionsAsInput(input, options);
        Guard();
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Check(id);
        var payload = converter.Serialize(input);
        return await Retrying.RunAsync(
            this, options?.Retry, () => Schedule<TResult>(HistoryEventKind.ChildScheduled, NameOf(orchestratorName), id, payload, options?.Tags));
    }

    /// <inheritdoc />
    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Guard();
        var id = Ledger.NextId();
        var due = fireAt.ToUniversalTime().Ticks;
        var timer = new DurableTask<object?>(new PlannedTask(new HistoryEvent(HistoryEventKind.TimerCreated, id, null, null, due)), converter);
        Ledger.Open(timer);
        cancellationToken.Register(() => CancelTimer(id, timer, cancellationToken));
        return timer.Task;
    }

    /// <inheritdoc />
    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Guard();
        return Events.WaitFor<T>(eventName, cancellationToken);
    }

    /// <inheritdoc />
    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Guard();
        var sent = new HistoryEvent(HistoryEventKind.EventSent, Ledger.NextId(), eventName, instanceId, 0);
        Ledger.Plan(new PlannedTask(sent) { Payload = converter.Serialize(payload) });
    }

    /// <inheritdoc />
    public override void SetCustomStatus(object? customStatus)
    {
        Guard();
        var json = converter.Serialize(customStatus);
        if (json?.Length > LongestCustomStatus)
            throw new ArgumentException("The custom status is longer than 16 KB of UTF-16 JSON text.", nameof(customStatus));
        Status = new CustomStatus(json);
    }

    /// <inheritdoc />
    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        Guard();
        NextRun = new Restart(converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    /// <inheritdoc />
    public override Guid NewGuid()
    {
        Guard();
        return NameBasedGuid.Create(string.Create(CultureInfo.InvariantCulture, $"{InstanceId}_{CurrentUtcDateTime:o}_{guids++}"));
    }

    private static void RejectOptionsAsInput(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
            throw new ArgumentException("Task options were passed as the input. Pass them as 'options'.", nameof(input));
    }

    private static string NameOf(TaskName name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        return name.Name;
    }

    private Task<TResult> Schedule<TResult>(
        HistoryEventKind kind, string name, string? data, string? payload, IDictionary<string, string>? tags)
    {
        Guard();
        var planned = new PlannedTask(new HistoryEvent(kind, Ledger.NextId(), name, data, 0)) { Payload = payload, Tags = tags };
        var task = new DurableTask<TResult>(planned, converter);
        Ledger.Open(task);
        return task.Task;
    }

    private void CancelTimer(int id, DurableTask<object?> timer, CancellationToken token)
    {
        Guard();
        if (timer.Task.IsCompleted)
            return;
        Ledger.CancelTimer(id);
        timer.Cancel(token);
    }

    // The context is the orchestrator's alone, on the turn's own thread.
    private void Guard()
    {
        if (scheduler.IsTurn)
            return;
        scheduler.ReportForeign();
        throw new InvalidOperationException(OrchestrationTurn.ForeignAwait(turn.Name));
    }
}
