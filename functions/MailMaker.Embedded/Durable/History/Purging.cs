using MailMaker.Embedded.Storage;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Removes finished instances.</summary>
internal static class Purging
{
    private const int PerTransaction = 500;

    /// <summary>Removes an instance, if it has finished, and says how many went.</summary>
    public static int Purge(SqliteSession session, long seq, ChildScope scope)
    {
        if (session.Scalar($"SELECT 1 FROM instances WHERE seq = $1 AND NOT ({InstanceWriter.Unfinished})", seq) is null)
            return 0;
        var count = 1;
        if (scope == ChildScope.WithChildren)
            count += InstanceWriter.Children(session, seq).Sum(child => Purge(session, child, scope));
        InstanceWriter.Delete(session, seq);
        return count;
    }

    /// <summary>Removes some of the instances that match a filter; 0: none is left.</summary>
    public static int PurgeSome(SqliteSession session, PurgeInstancesFilter filter, ChildScope scope) =>
        InstanceQueries.Finished(session, filter, PerTransaction).Sum(seq => Purge(session, seq, scope));
}
