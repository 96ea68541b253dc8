using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Storage;

/// <summary>
/// One SQLite database with one writer thread and group commit: the work of many callers is committed, and synced to disk, in one
/// transaction. A caller's task completes only after the commit that holds its work is on disk. Thread-safe.
/// </summary>
/// <remarks>
/// WAL with <c>synchronous=FULL</c>: SQLite syncs the log at each commit and reports an error of that sync. After such an error what
/// is on disk is unknown (the kernel drops the dirty pages), so the store refuses every later write and says why, until it is reopened.
/// </remarks>
internal sealed class SqliteStore : IAsyncDisposable
{
    private const int SqliteIoError = 10;
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(20);

    private readonly Channel<IWork> queue = Channel.CreateBounded<IWork>(
        new BoundedChannelOptions(4096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentBag<SqliteSession> readers = [];
    private readonly string connectionString;
    private readonly SqliteSession writer;
    private readonly Thread thread;
    private volatile Exception? failure;
    private volatile bool closed;

    static SqliteStore() => Batteries_V2.Init();

    private SqliteStore(string path, string schema)
    {
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        writer = Connect();
        // Page size first: it is fixed when the first table is made.
        writer.Execute("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;");
        writer.Execute(schema);
        thread = new Thread(WriteLoop) { IsBackground = true, Name = "commit " + System.IO.Path.GetFileName(path) };
        thread.Start();
    }

    /// <summary>Why writes are refused; null while all is well.</summary>
    public Exception? Failure => failure;

    /// <summary>Opens or creates the database at <paramref name="path"/> and runs <paramref name="schema"/> (idempotent SQL).</summary>
    public static SqliteStore Open(string path, string schema) => new(path, schema);

    /// <summary>
    /// Runs <paramref name="work"/> on the writer thread in a savepoint of its own and completes when it is on disk. An exception from
    /// the work undoes this work alone and is thrown to this caller alone.
    /// </summary>
    /// <exception cref="StoreFailedException">An earlier commit could not be synced; nothing is written any more.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken = default)
    {
        if (failure is { } why)
            throw new StoreFailedException(why);
        var item = new Work<T>(work);
        await queue.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        return await item.Task.ConfigureAwait(false);
    }

    /// <summary>Runs a query on a read connection: a snapshot of what is committed, never waiting for the writer.</summary>
    public T Read<T>(Func<SqliteSession, T> query)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!readers.TryTake(out var session))
        {
            session = Connect();
            session.Execute("PRAGMA query_only=1;");
        }

        try
        {
            return query(session);
        }
        finally
        {
            if (closed)
                session.Dispose();
            else
                readers.Add(session);
        }
    }

    /// <summary>Commits what is queued, then closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete())
            return;
        await Task.Run(thread.Join).ConfigureAwait(false);
        closed = true;
        while (readers.TryTake(out var session))
            session.Dispose();
        writer.Dispose();
    }

    private SqliteSession Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        var session = new SqliteSession(connection);
        session.Execute("PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=10000; PRAGMA mmap_size=268435456;");
        return session;
    }

    private void WriteLoop()
    {
        var group = new List<IWork>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            CommitGroup(group);
        }
    }

    private void CommitGroup(List<IWork> group)
    {
        try
        {
            if (failure is { } why)
                throw new StoreFailedException(why);
            writer.Execute("BEGIN IMMEDIATE");
            var started = Stopwatch.GetTimestamp();
            while (queue.Reader.TryRead(out var work))
            {
                group.Add(work);
                work.Run(writer);
                if (Stopwatch.GetElapsedTime(started) > LongestGroup)
                    break;
            }

            writer.Execute("COMMIT");
        }
        catch (Exception e)
        {
            FailGroup(group, e);
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    private void FailGroup(List<IWork> group, Exception cause)
    {
        if (cause is SqliteException { SqliteErrorCode: SqliteIoError })
            failure = cause;
        try
        {
            writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already (disk full, I/O error).
        }

        if (group.Count == 0 && queue.Reader.TryRead(out var first))
            group.Add(first);
        foreach (var work in group)
            work.Fail(failure is null || cause is StoreFailedException ? cause : new StoreFailedException(cause));
    }

    private interface IWork
    {
        void Run(SqliteSession session);

        void Complete();

        void Fail(Exception cause);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work) : IWork
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;
        private Exception? own;

        public Task<T> Task => done.Task;

        public void Run(SqliteSession session)
        {
            session.Execute("SAVEPOINT work");
            try
            {
                result = work(session);
                session.Execute("RELEASE work");
            }
            catch (Exception e) when (e is not SqliteException { SqliteErrorCode: SqliteIoError })
            {
                own = e;
                session.Execute("ROLLBACK TO work");
                session.Execute("RELEASE work");
            }
        }

        public void Complete()
        {
            if (own is null)
                done.SetResult(result);
            else
                done.SetException(own);
        }

        public void Fail(Exception cause) => done.TrySetException(own ?? cause);
    }
}
