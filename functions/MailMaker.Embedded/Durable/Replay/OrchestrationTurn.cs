using MailMaker.Embedded.Durable.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>
/// One turn of an orchestration: runs the function from its history, then with what has arrived, until it can go no further. Used once,
/// on one thread.
/// </summary>
internal sealed class OrchestrationTurn
{
    private readonly TurnInput turn;
    private readonly Func<TaskOrchestrationContext, Task<object?>> run;
    private readonly DataConverter converter;
    private readonly TurnScheduler scheduler;
    private readonly ReplayContext context;
    private bool begun;
    private Ending? ending;

    /// <param name="turn">The instance.</param>
    /// <param name="run">The orchestrator function.</param>
    /// <param name="converter">For payloads.</param>
    /// <param name="loggers">For the orchestrator's loggers.</param>
    /// <param name="foreignContinuation">Called when the function goes on outside the turn, perhaps long after it.</param>
    public OrchestrationTurn(
        TurnInput turn, Func<TaskOrchestrationContext, Task<object?>> run, DataConverter converter, ILoggerFactory loggers, Action foreignContinuation)
    {
        this.turn = turn;
        this.run = run;
        this.converter = converter;
        scheduler = new TurnScheduler(foreignContinuation);
        context = new ReplayContext(turn, scheduler, converter, loggers);
    }

    /// <summary>The text for an await that no replay can repeat.</summary>
    public static string ForeignAwait(string orchestrator) =>
        $"Orchestrator '{orchestrator}' waited for something other than a task of its context (such as Task.Delay, Task.Run, " +
        "I/O or ConfigureAwait(false)), or used its context outside the turn. Such work belongs in an activity.";

    /// <summary>Runs the turn. What goes wrong in the orchestrator ends the instance, and is in the outcome.</summary>
    public TurnOutcome Run()
    {
        try
        {
            scheduler.Run(Replay);
            CheckAwaits();
        }
        catch (NonDeterminismException e)
        {
            return Failed(turn, e.Message);
        }

        return Outcome();
    }

    /// <summary>The outcome of a turn whose orchestrator is not deterministic.</summary>
    public static TurnOutcome Failed(TurnInput turn, string message) => new(turn)
    {
        Ending = new Ending(
            OrchestrationRuntimeStatus.Failed, null, new TaskFailureDetails(NonDeterminismException.RecordedType, message, null, null, null)),
    };

    private void Replay()
    {
        context.Replaying = turn.History.Count > 0;
        for (var i = 0; i < turn.History.Count; i++)
            Apply(turn.History[i], i);
        context.Ledger.EndRecordedTurn(turn.History.Count);
        if (ending is not null)
            throw new NonDeterminismException($"Orchestrator '{turn.Name}' is not deterministic: it finished, but its history goes on (after event {turn.History.Count - 1}).");
        context.Replaying = false;
        Apply(new HistoryEvent(HistoryEventKind.TurnStarted, -1, null, null, turn.Now.Ticks), turn.History.Count);
        for (var i = 0; i < turn.Arrived.Count; i++)
            Apply(turn.Arrived[i], turn.History.Count + 1 + i);
    }

    private void Apply(HistoryEvent e, int position)
    {
        switch (e.Kind)
        {
            case HistoryEventKind.TurnStarted:
                StartTurn(e, position);
                break;
            case HistoryEventKind.ActivityCompleted or HistoryEventKind.ChildCompleted or HistoryEventKind.TimerFired:
                context.Ledger.Close(e.Task)?.Complete(e.Data);
                break;
            case HistoryEventKind.ActivityFailed or HistoryEventKind.ChildFailed:
                context.Ledger.Close(e.Task)?.Fail(FailureJson.Read(e.Data!));
                break;
            case HistoryEventKind.EventRaised when ending is null:
                context.Events.Deliver(e);
                break;
            case HistoryEventKind.EventRaised:
                context.Events.Keep(e);
                break;
            default:
                context.Ledger.Confirm(e, position);
                break;
        }

        scheduler.Pump();
    }

    private void StartTurn(HistoryEvent e, int position)
    {
        context.Ledger.EndRecordedTurn(position);
        context.Now = new DateTime(e.Value, DateTimeKind.Utc);
        if (begun)
            return;
        begun = true;
        // Not awaited: it goes on as outcomes arrive, and is dropped with the turn.
        _ = RunFunctionAsync();
    }

    private async Task RunFunctionAsync()
    {
        try
        {
            var output = converter.Serialize(await run(context));
            ending = new Ending(OrchestrationRuntimeStatus.Completed, output, null);
        }
        catch (Exception e)
        {
            ending = new Ending(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(e));
        }
    }

    private void CheckAwaits()
    {
        var waits = context.Ledger.HasOpenTasks || context.Events.HasOpenWaits;
        if (scheduler.SawForeignContinuation || (ending is null && !waits))
            throw new NonDeterminismException(ForeignAwait(turn.Name));
    }

    private TurnOutcome Outcome()
    {
        var next = ending?.Status == OrchestrationRuntimeStatus.Completed ? context.NextRun : null;
        return new TurnOutcome(turn)
        {
            Planned = context.Ledger.Fresh,
            CancelledTimers = context.Ledger.CancelledTimers,
            Status = context.Status,
            Ending = next is null ? ending : null,
            NextRun = next,
            KeptEvents = next is { KeepsEvents: true } ? context.Events.Kept : [],
        };
    }
}
