using MailMaker.Embedded.Durable.Replay;
using MailMaker.Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Steps on one instance within a write transaction.</summary>
internal static class InstanceWriter
{
    /// <summary>SQL for "has not finished".</summary>
    public const string Unfinished = "status NOT IN (1, 3, 5)";

    /// <summary>Adds a message to an instance's inbox if it is there, has not finished and is in the given run (-1: any).</summary>
    public static void Deliver(SqliteSession session, long seq, int execution, HistoryEvent message, Effects effects)
    {
        var added = session.Execute(
            "INSERT INTO inbox(instance, kind, task, name, data, value) SELECT $1, $3, $4, $5, $6, $7 FROM instances " +
            $"WHERE seq = $1 AND ($2 < 0 OR execution = $2) AND {Unfinished}",
            seq, execution, (int)message.Kind, message.Task, message.Name, message.Data, message.Value);
        if (added > 0)
            effects.Wake.Add(seq);
    }

    /// <summary>Adds an external event to an instance's inbox; dropped when it does not exist or has finished.</summary>
    public static void Raise(SqliteSession session, string id, string name, string? payload, Effects effects)
    {
        if (session.Scalar("SELECT seq FROM instances WHERE id = $1", id) is long seq)
            Deliver(session, seq, -1, new HistoryEvent(HistoryEventKind.EventRaised, -1, name, payload, 0), effects);
    }

    /// <summary>Inserts a new instance that starts now or at its time.</summary>
    public static void Insert(SqliteSession session, NewInstance instance, DateTime now, Effects effects)
    {
        var later = instance.StartAt is { } at && at > now ? at.Ticks : (long?)null;
        var seq = (long)session.Scalar(
            "INSERT INTO instances(id, name, execution, status, started, start_at, created, updated, input, tags, " +
            "parent, parent_execution, parent_task, parent_id, parent_name) " +
            "VALUES($1, $2, 0, $3, 0, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING seq",
            instance.Id, instance.Name, (int)OrchestrationRuntimeStatus.Pending, later, now.Ticks, instance.Input, instance.Tags,
            instance.Parent?.Seq, instance.Parent?.Execution, instance.Parent?.Task, instance.Parent?.Id, instance.Parent?.Name)!;
        if (later is null)
        {
            effects.Wake.Add(seq);
            return;
        }

        session.Execute("INSERT INTO timers(instance, task, due) VALUES($1, $2, $3)", seq, DurableSchema.StartTask, later);
        effects.Timer(later.Value);
    }

    /// <summary>Finishes an instance: only what queries show is kept, and its parent learns of it.</summary>
    public static void Finish(SqliteSession session, long seq, Ending ending, DateTime now, Effects effects)
    {
        var failure = ending.Failure is null ? null : FailureJson.Write(ending.Failure);
        session.Execute(
            "UPDATE instances SET status = $2, output = $3, failure = $4, updated = $5, started = 1 WHERE seq = $1",
            seq, (int)ending.Status, ending.Output, failure, now.Ticks);
        ForgetWork(session, seq);
        if (Notice(session, seq, out var parent) is not { } id)
            return;
        effects.Changed.Add(id);
        if (parent is not { } caller)
            return;
        var message = ending.Status == OrchestrationRuntimeStatus.Completed
            ? new HistoryEvent(HistoryEventKind.ChildCompleted, caller.Task, null, ending.Output, 0)
            : new HistoryEvent(HistoryEventKind.ChildFailed, caller.Task, null, failure ?? FailureJson.Write(Terminated(id)), 0);
        Deliver(session, caller.Seq, caller.Execution, message, effects);
    }

    /// <summary>Terminates an instance and, if asked, its sub-orchestrations; nothing happens to finished ones.</summary>
    public static void Terminate(SqliteSession session, long seq, string? output, ChildScope scope, DateTime now, Effects effects)
    {
        if (scope == ChildScope.WithChildren)
        {
            foreach (var child in Children(session, seq))
                Terminate(session, child, output, scope, now, effects);
        }

        if (session.Scalar($"SELECT 1 FROM instances WHERE seq = $1 AND {Unfinished}", seq) is not null)
            Finish(session, seq, new Ending(OrchestrationRuntimeStatus.Terminated, output, null), now, effects);
    }

    /// <summary>Fails an unfinished instance whose orchestrator can't be replayed.</summary>
    public static bool FailNonDeterministic(SqliteSession session, long seq, string message, DateTime now, Effects effects)
    {
        if (session.Scalar($"SELECT 1 FROM instances WHERE seq = $1 AND {Unfinished}", seq) is null)
            return false;
        var failure = new TaskFailureDetails(NonDeterminismException.RecordedType, message, null, null, null);
        Finish(session, seq, new Ending(OrchestrationRuntimeStatus.Failed, null, failure), now, effects);
        return true;
    }

    /// <summary>Halts an unfinished instance.</summary>
    public static void Suspend(SqliteSession session, long seq, DateTime now) =>
        session.Execute(
            $"UPDATE instances SET status = $2, updated = $3 WHERE seq = $1 AND {Unfinished}",
            seq, (int)OrchestrationRuntimeStatus.Suspended, now.Ticks);

    /// <summary>Lets a suspended instance go on from where it was.</summary>
    public static void Resume(SqliteSession session, long seq, DateTime now, Effects effects)
    {
        session.Execute(
            "UPDATE instances SET status = CASE WHEN started = 0 AND execution = 0 THEN $3 ELSE $4 END, updated = $5 WHERE seq = $1 AND status = $2",
            seq, (int)OrchestrationRuntimeStatus.Suspended, (int)OrchestrationRuntimeStatus.Pending, (int)OrchestrationRuntimeStatus.Running, now.Ticks);
        effects.Wake.Add(seq);
    }

    /// <summary>Removes an instance without a trace.</summary>
    public static void Delete(SqliteSession session, long seq)
    {
        ForgetWork(session, seq);
        session.Execute("DELETE FROM instances WHERE seq = $1", seq);
    }

    /// <summary>The sub-orchestrations of an instance.</summary>
    public static List<long> Children(SqliteSession session, long seq)
    {
        var children = new List<long>();
        using var row = session.Command("SELECT seq FROM instances WHERE parent = $1", seq).ExecuteReader();
        while (row.Read())
            children.Add(row.GetInt64(0));
        return children;
    }

    // Scheduled activities stay: as in the service they run, and their results find nobody.
    private static void ForgetWork(SqliteSession session, long seq)
    {
        session.Execute("DELETE FROM history WHERE instance = $1", seq);
        session.Execute("DELETE FROM inbox WHERE instance = $1", seq);
        session.Execute("DELETE FROM timers WHERE instance = $1", seq);
    }

    private static string? Notice(SqliteSession session, long seq, out (long Seq, int Execution, int Task)? parent)
    {
        using var row = session.Command("SELECT id, parent, parent_execution, parent_task FROM instances WHERE seq = $1", seq).ExecuteReader();
        parent = null;
        if (!row.Read())
            return null;
        if (!row.IsDBNull(1))
            parent = (row.GetInt64(1), row.GetInt32(2), row.GetInt32(3));
        return row.GetString(0);
    }

    private static TaskFailureDetails Terminated(string id) =>
        new("DurableTask.Core.Exceptions.OrchestrationTerminatedException", $"The sub-orchestration '{id}' was terminated.", null, null, null);
}
