using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Finds what was under way when the process ended.</summary>
internal static class Recovery
{
    /// <summary>Instances that are to start, or for which something has arrived.</summary>
    public static List<long> Instances(SqliteSession session)
    {
        var found = new List<long>();
        using var row = session.Command(
            $"SELECT seq FROM instances WHERE started = 0 AND {InstanceWriter.Unfinished} AND start_at IS NULL " +
            "UNION SELECT DISTINCT instance FROM inbox").ExecuteReader();
        while (row.Read())
            found.Add(row.GetInt64(0));
        return found;
    }
}
