using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Scheduled activities: each row is one activity without a recorded result.</summary>
internal static class ActivityRows
{
    /// <summary>All of them, oldest first.</summary>
    public static List<long> All(SqliteSession session)
    {
        var all = new List<long>();
        using var row = session.Command("SELECT seq FROM activities ORDER BY seq").ExecuteReader();
        while (row.Read())
            all.Add(row.GetInt64(0));
        return all;
    }

    /// <summary>One of them; null when its result has been recorded.</summary>
    public static ScheduledActivity? Read(SqliteSession session, long seq)
    {
        using var row = session.Command(
            "SELECT a.name, a.task, a.input, a.instance, a.execution, i.id FROM activities a LEFT JOIN instances i ON i.seq = a.instance WHERE a.seq = $1",
            seq).ExecuteReader();
        if (!row.Read())
            return null;
        return new ScheduledActivity(
            seq, row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.GetInt32(4),
            row.IsDBNull(5) ? string.Empty : row.GetString(5));
    }

    /// <summary>Records the result of one, once; its orchestration gets it if it still waits.</summary>
    public static bool Complete(SqliteSession session, ScheduledActivity activity, HistoryEvent result, Effects effects)
    {
        if (session.Execute("DELETE FROM activities WHERE seq = $1", activity.Seq) == 0)
            return false;
        InstanceWriter.Deliver(session, activity.Instance, activity.Execution, result, effects);
        return true;
    }
}
