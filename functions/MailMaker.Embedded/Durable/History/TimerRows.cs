using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Durable timers that have not fired.</summary>
internal static class TimerRows
{
    private const int PerTransaction = 500;

    /// <summary>When the next one is due (UTC ticks); null when there is none.</summary>
    public static long? Next(SqliteSession session) => session.Scalar("SELECT MIN(due) FROM timers") as long?;

    /// <summary>Fires what is due, in order; a long backlog in several transactions.</summary>
    public static bool Fire(SqliteSession session, DateTime now, Effects effects)
    {
        var due = Due(session, now);
        foreach (var (instance, task, at) in due)
        {
            session.Execute("DELETE FROM timers WHERE instance = $1 AND task = $2", instance, task);
            if (task == DurableSchema.StartTask)
                Start(session, instance, effects);
            else
                InstanceWriter.Deliver(session, instance, -1, new HistoryEvent(HistoryEventKind.TimerFired, task, null, null, at), effects);
        }

        return due.Count > 0;
    }

    private static void Start(SqliteSession session, long instance, Effects effects)
    {
        session.Execute("UPDATE instances SET start_at = NULL WHERE seq = $1", instance);
        effects.Wake.Add(instance);
    }

    private static List<(long Instance, int Task, long At)> Due(SqliteSession session, DateTime now)
    {
        var due = new List<(long, int, long)>();
        using var row = session.Command(
            "SELECT instance, task, due FROM timers WHERE due <= $1 ORDER BY due, instance, task LIMIT $2", now.Ticks, PerTransaction).ExecuteReader();
        while (row.Read())
            due.Add((row.GetInt64(0), row.GetInt32(1), row.GetInt64(2)));
        return due;
    }
}
