using MailMaker.Embedded.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Reads what a turn needs.</summary>
internal static class TurnReader
{
    /// <summary>How much of the inbox one turn takes, so that a flood of events doesn't blow one transaction; the rest is for the next turn.</summary>
    public const int InboxPerTurn = 1000;

    /// <summary>The turn of an instance; null when it has nothing to do: gone, finished, suspended, not due, or nothing has arrived.</summary>
    public static TurnInput? Read(SqliteSession session, long seq, DateTime now)
    {
        // One snapshot: the instance may be replaced or terminated between two of the queries.
        session.Execute("BEGIN");
        try
        {
            return ReadSnapshot(session, seq, now);
        }
        finally
        {
            session.Execute("COMMIT");
        }
    }

    private static TurnInput? ReadSnapshot(SqliteSession session, long seq, DateTime now)
    {
        if (ReadInstance(session, seq, now) is not { } instance)
            return null;
        var arrived = ReadInbox(session, seq, out var last);
        var started = instance.Started;
        if (started && arrived.Count == 0)
            return null;
        var history = started ? ReadHistory(session, seq) : [];
        return instance.Input with { History = history, Arrived = arrived, LastArrived = last, Now = TimeOf(history, arrived, now) };
    }

    private static (TurnInput Input, bool Started)? ReadInstance(SqliteSession session, long seq, DateTime now)
    {
        using var row = session.Command(
            "SELECT id, name, execution, input, status, started, start_at, parent_id, parent_name FROM instances WHERE seq = $1", seq).ExecuteReader();
        if (!row.Read() || !CanRun((OrchestrationRuntimeStatus)row.GetInt32(4)) || !row.IsDBNull(6))
            return null;
        var input = new TurnInput
        {
            Seq = seq,
            Id = row.GetString(0),
            Name = row.GetString(1),
            Execution = row.GetInt32(2),
            Input = Text(row, 3),
            Parent = row.IsDBNull(7) ? null : new ParentOrchestrationInstance(row.GetString(8), row.GetString(7)),
            History = [],
            Arrived = [],
            LastArrived = 0,
            Now = now,
        };
        return (input, row.GetInt32(5) != 0);
    }

    private static bool CanRun(OrchestrationRuntimeStatus status) =>
        status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending;

    private static List<HistoryEvent> ReadHistory(SqliteSession session, long seq)
    {
        var events = new List<HistoryEvent>();
        using var row = session.Command("SELECT kind, task, name, data, value FROM history WHERE instance = $1 ORDER BY n", seq).ExecuteReader();
        while (row.Read())
            events.Add(new HistoryEvent((HistoryEventKind)row.GetInt32(0), row.GetInt32(1), Text(row, 2), Text(row, 3), row.GetInt64(4)));
        return events;
    }

    private static List<HistoryEvent> ReadInbox(SqliteSession session, long seq, out long last)
    {
        var events = new List<HistoryEvent>();
        last = 0;
        using var row = session.Command(
            "SELECT kind, task, name, data, value, seq FROM inbox WHERE instance = $1 ORDER BY seq LIMIT $2", seq, InboxPerTurn).ExecuteReader();
        while (row.Read())
        {
            last = row.GetInt64(5);
            var kind = (HistoryEventKind)row.GetInt32(0);
            // An external event keeps its place, so that it can go back to it when the orchestration continues as new.
            var value = kind == HistoryEventKind.EventRaised ? last : row.GetInt64(4);
            events.Add(new HistoryEvent(kind, row.GetInt32(1), Text(row, 2), Text(row, 3), value));
        }

        return events;
    }

    private static DateTime TimeOf(List<HistoryEvent> history, List<HistoryEvent> arrived, DateTime now)
    {
        var ticks = now.Ticks;
        for (var i = history.Count - 1; i >= 0; i--)
        {
            if (history[i].Kind != HistoryEventKind.TurnStarted)
                continue;
            ticks = Math.Max(ticks, history[i].Value);
            break;
        }

        foreach (var e in arrived)
        {
            if (e.Kind == HistoryEventKind.TimerFired)
                ticks = Math.Max(ticks, e.Value);
        }

        return new DateTime(ticks, DateTimeKind.Utc);
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
