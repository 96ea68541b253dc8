using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>Applies the changes of a request, on the writer thread.</summary>
internal sealed class RowWriter(VersionClock clock) : IDisposable
{
    private const string VersionOf = "SELECT at FROM entities WHERE key = ?";
    private readonly ByteBuffer merged = new(4096);

    /// <summary>Applies one change; the new version, or why it can't be done.</summary>
    public (long Version, TableFault? Fault) Apply(SqliteSession session, WriteRequest request, in RowWrite write)
    {
        var key = request.Buffer[write.Key];
        var body = request.Buffer[write.Body];
        return write.Change switch
        {
            RowChange.Insert => Insert(session, key, body),
            RowChange.InsertOrReplace => Put(session, key, body),
            RowChange.Replace => Replace(session, key, body, write.Expected),
            RowChange.Delete => (0, Delete(session, key, write.Expected)),
            _ => Merge(session, key, body, write),
        };
    }

    /// <inheritdoc />
    public void Dispose() => merged.Dispose();

    private (long Version, TableFault? Fault) Insert(SqliteSession session, ReadOnlySpan<byte> key, ReadOnlySpan<byte> body)
    {
        var version = clock.Next(session);
        var statement = session.Statement("INSERT INTO entities(key, at, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        statement.Bind(1, key);
        statement.Bind(2, version);
        statement.Bind(3, body);
        return statement.Run() == 1 ? (version, null) : (0, TableFault.EntityAlreadyExists);
    }

    // Without a condition nothing of the old row is read.
    private (long Version, TableFault? Fault) Put(SqliteSession session, ReadOnlySpan<byte> key, ReadOnlySpan<byte> body)
    {
        var version = clock.Next(session);
        var statement = session.Statement("INSERT OR REPLACE INTO entities(key, at, body) VALUES (?, ?, ?)");
        statement.Bind(1, key);
        statement.Bind(2, version);
        statement.Bind(3, body);
        statement.Run();
        return (version, null);
    }

    private (long Version, TableFault? Fault) Replace(SqliteSession session, ReadOnlySpan<byte> key, ReadOnlySpan<byte> body, long? expected)
    {
        var fault = Check(session, key, expected);
        return fault is null ? Put(session, key, body) : (0, fault);
    }

    private static TableFault? Delete(SqliteSession session, ReadOnlySpan<byte> key, long? expected)
    {
        if (expected is not null && Check(session, key, expected) is { } fault)
            return fault;
        var statement = session.Statement("DELETE FROM entities WHERE key = ?");
        statement.Bind(1, key);
        return statement.Run() == 1 ? null : TableFault.ResourceNotFound;
    }

    private (long Version, TableFault? Fault) Merge(SqliteSession session, ReadOnlySpan<byte> key, ReadOnlySpan<byte> body, in RowWrite write)
    {
        var statement = session.Statement("SELECT at, body FROM entities WHERE key = ?");
        statement.Bind(1, key);
        try
        {
            if (!statement.Step())
                return write.Change == RowChange.InsertOrMerge ? Put(session, key, body) : (0, TableFault.ResourceNotFound);
            if (write.Expected is { } expected && statement.Int64(0) != expected)
                return (0, TableFault.ConditionNotSatisfied);
            if (EntityMerge.Write(merged, statement.Blob(1), body, key) is { } fault)
                return (0, fault);
        }
        finally
        {
            statement.Reset();
        }

        return Put(session, key, merged[..]);
    }

    private static TableFault? Check(SqliteSession session, ReadOnlySpan<byte> key, long? expected)
    {
        var statement = session.Statement(VersionOf);
        statement.Bind(1, key);
        if (!statement.Step())
            return TableFault.ResourceNotFound;
        var version = statement.Int64(0);
        statement.Reset();
        return expected is null || expected == version ? null : TableFault.ConditionNotSatisfied;
    }
}
