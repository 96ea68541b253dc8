using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Storage;

/// <summary>Connections to one database: opened as all of ours are, and those that only read kept for the next query. Thread-safe.</summary>
/// <param name="path">The database file.</param>
internal sealed class SqliteConnections(string path)
{
    private const int MostIdle = 8;

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
    private readonly ConcurrentBag<SqliteSession> idle = [];
    private volatile bool closed;

    // Each connection is used by one thread at a time, and nobody asks how much memory SQLite has: without these two its every call takes a lock.
    static SqliteConnections()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>Opens one.</summary>
    public SqliteSession Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        var session = new SqliteSession(connection);
        // 8 MB a connection: enough for a tree's inner pages; the rows themselves are in the system's cache. Not mapped into memory: a
        // disk error would end the process then instead of failing a statement, and reading is no faster (measured).
        session.Execute("PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=10000;");
        // macOS: a plain sync leaves the data in the drive's cache. Elsewhere these do nothing.
        session.Execute("PRAGMA fullfsync=1; PRAGMA checkpoint_fullfsync=1;");
        return session;
    }

    /// <summary>One that only reads; to be given back.</summary>
    /// <exception cref="ObjectDisposedException">They are closed.</exception>
    public SqliteSession TakeReader()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (idle.TryTake(out var session))
            return session;
        session = Open();
        session.Execute("PRAGMA query_only=1;");
        return session;
    }

    /// <summary>Gives back one that only reads.</summary>
    public void GiveBack(SqliteSession session)
    {
        lock (idle)
        {
            if (!closed && idle.Count < MostIdle)
            {
                idle.Add(session);
                return;
            }
        }

        session.Dispose();
    }

    /// <summary>Closes those that nobody uses; the others are closed when they are given back.</summary>
    /// <returns>Whether they were open.</returns>
    public bool TryClose()
    {
        lock (idle)
        {
            if (closed)
                return false;
            closed = true;
        }

        while (idle.TryTake(out var session))
            session.Dispose();
        return true;
    }
}
