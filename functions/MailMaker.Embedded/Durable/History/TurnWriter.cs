using System.Text.Json;
using MailMaker.Embedded.Durable.Replay;
using MailMaker.Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Records what a turn leaves behind.</summary>
internal static class TurnWriter
{
    /// <summary>
    /// Records a turn; false, and nothing is recorded, when the instance has finished, started over or gone since the turn was read.
    /// </summary>
    public static bool Write(SqliteSession session, TurnOutcome outcome, DateTime now, Effects effects)
    {
        var turn = outcome.Turn;
        var current = $"SELECT id FROM instances WHERE seq = $1 AND execution = $2 AND {InstanceWriter.Unfinished}";
        if (session.Scalar(current, turn.Seq, turn.Execution) is null)
            return false;
        session.Execute("DELETE FROM inbox WHERE instance = $1 AND seq <= $2", turn.Seq, turn.LastArrived);
        if (outcome.Status is { } status)
            session.Execute("UPDATE instances SET custom = $2 WHERE seq = $1", turn.Seq, status.Json);
        Dispatch(session, outcome, now, effects);
        if (outcome.Ending is { } ending)
            InstanceWriter.Finish(session, turn.Seq, ending, now, effects);
        else if (outcome.NextRun is { } next)
            StartOver(session, outcome, next, now, effects);
        else
            GoOn(session, outcome, now, effects);
        return true;
    }

    private static void Dispatch(SqliteSession session, TurnOutcome outcome, DateTime now, Effects effects)
    {
        foreach (var planned in outcome.Planned)
        {
            switch (planned.Event.Kind)
            {
                case HistoryEventKind.ActivityScheduled:
                    ScheduleActivity(session, outcome.Turn, planned, effects);
                    break;
                case HistoryEventKind.ChildScheduled:
                    ScheduleChild(session, outcome.Turn, planned, now, effects);
                    break;
                case HistoryEventKind.EventSent:
                    InstanceWriter.Raise(session, planned.Event.Data!, planned.Event.Name!, planned.Payload, effects);
                    break;
                case HistoryEventKind.TimerCreated when !planned.Cancelled:
                    session.Execute(
                        "INSERT INTO timers(instance, task, due) VALUES($1, $2, $3)", outcome.Turn.Seq, planned.Event.Task, planned.Event.Value);
                    effects.Timer(planned.Event.Value);
                    break;
            }
        }
    }

    private static void ScheduleActivity(SqliteSession session, TurnInput turn, PlannedTask planned, Effects effects) =>
        effects.Activities.Add((long)session.Scalar(
            "INSERT INTO activities(instance, execution, task, name, input) VALUES($1, $2, $3, $4, $5) RETURNING seq",
            turn.Seq, turn.Execution, planned.Event.Task, planned.Event.Name, planned.Payload)!);

    private static void ScheduleChild(SqliteSession session, TurnInput turn, PlannedTask planned, DateTime now, Effects effects)
    {
        var id = planned.Event.Data!;
        var tags = planned.Tags is null ? null : JsonSerializer.Serialize(planned.Tags);
        var parent = new CallingTask(turn.Seq, turn.Execution, planned.Event.Task, turn.Id, turn.Name);
        if (Vacate(session, id))
        {
            InstanceWriter.Insert(session, new NewInstance(id, planned.Event.Name!, planned.Payload, tags, null, parent), now, effects);
            return;
        }

        // The service would drop the start message and leave the parent waiting for good; a failure can be seen.
        var exists = new TaskFailureDetails(
            "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException", $"The instance '{id}' is there and has not finished.", null, null, null);
        InstanceWriter.Deliver(
            session, turn.Seq, turn.Execution, new HistoryEvent(HistoryEventKind.ChildFailed, planned.Event.Task, null, FailureJson.Write(exists), 0), effects);
    }

    // A finished instance gives up its id, an unfinished one doesn't.
    private static bool Vacate(SqliteSession session, string id)
    {
        if (session.Scalar("SELECT seq FROM instances WHERE id = $1", id) is not long seq)
            return true;
        if (session.Scalar($"SELECT 1 FROM instances WHERE seq = $1 AND {InstanceWriter.Unfinished}", seq) is not null)
            return false;
        InstanceWriter.Delete(session, seq);
        return true;
    }

    private static void StartOver(SqliteSession session, TurnOutcome outcome, Restart next, DateTime now, Effects effects)
    {
        var turn = outcome.Turn;
        // Results for this run are of no use to the next one; events that came meanwhile are.
        session.Execute("DELETE FROM inbox WHERE instance = $1 AND kind <> $2", turn.Seq, (int)HistoryEventKind.EventRaised);
        session.Execute("DELETE FROM history WHERE instance = $1", turn.Seq);
        session.Execute("DELETE FROM timers WHERE instance = $1", turn.Seq);
        foreach (var kept in outcome.KeptEvents)
        {
            session.Execute(
                "INSERT INTO inbox(seq, instance, kind, task, name, data, value) VALUES($1, $2, $3, -1, $4, $5, 0)",
                kept.Value, turn.Seq, (int)kept.Kind, kept.Name, kept.Data);
        }

        session.Execute(
            "UPDATE instances SET execution = execution + 1, started = 0, input = $2, updated = $3, " +
            "status = CASE status WHEN $4 THEN $5 ELSE status END WHERE seq = $1",
            turn.Seq, next.Input, now.Ticks, (int)OrchestrationRuntimeStatus.Pending, (int)OrchestrationRuntimeStatus.Running);
        Started(turn, effects);
        effects.Wake.Add(turn.Seq);
    }

    private static void GoOn(SqliteSession session, TurnOutcome outcome, DateTime now, Effects effects)
    {
        var turn = outcome.Turn;
        var n = turn.History.Count;
        Append(session, turn.Seq, n++, new HistoryEvent(HistoryEventKind.TurnStarted, -1, null, null, turn.Now.Ticks));
        foreach (var e in turn.Arrived)
            Append(session, turn.Seq, n++, e);
        foreach (var planned in outcome.Planned)
            Append(session, turn.Seq, n++, planned.Event);
        foreach (var timer in outcome.CancelledTimers)
            session.Execute("DELETE FROM timers WHERE instance = $1 AND task = $2", turn.Seq, timer);
        session.Execute(
            "UPDATE instances SET started = 1, updated = $2, status = CASE status WHEN $3 THEN $4 ELSE status END WHERE seq = $1",
            turn.Seq, now.Ticks, (int)OrchestrationRuntimeStatus.Pending, (int)OrchestrationRuntimeStatus.Running);
        Started(turn, effects);
        if (turn.Arrived.Count == TurnReader.InboxPerTurn)
            effects.Wake.Add(turn.Seq);
    }

    private static void Started(TurnInput turn, Effects effects)
    {
        if (turn.History.Count == 0)
            effects.Changed.Add(turn.Id);
    }

    private static void Append(SqliteSession session, long seq, int n, HistoryEvent e) =>
        session.Execute(
            "INSERT INTO history(instance, n, kind, task, name, data, value) VALUES($1, $2, $3, $4, $5, $6, $7)",
            seq, n, (int)e.Kind, e.Task, e.Name, e.Data, e.Value);
}
