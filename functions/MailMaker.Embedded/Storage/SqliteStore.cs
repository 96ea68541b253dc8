using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Storage;

/// <summary>
/// One SQLite database with one writer thread and group commit: the work of many callers is committed, and synced to disk, in one
/// transaction. A caller's task completes only after the commit that holds its work; and that is on disk by then, unless the caller said that it need not be. Thread-safe.
/// </summary>
/// <remarks>
/// WAL with <c>synchronous=FULL</c>: SQLite syncs the log at each commit and reports an error of that sync. Work that need not outlive a
/// power loss is committed with <c>NORMAL</c>, without a sync, as long as it comes first. After an error of a sync what is on disk is unknown
/// (the kernel drops the dirty pages), so the store refuses every later write and says why, until it is reopened.
/// Checkpoints are the writer's own, after it has answered its callers: SQLite's automatic ones would hide their errors.
/// </remarks>
internal sealed class SqliteStore : IAsyncDisposable
{
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(20);

    private readonly Channel<SqliteWork> queue = Channel.CreateBounded<SqliteWork>(
        new BoundedChannelOptions(4096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly SqliteConnections connections;
    private readonly string name;
    private readonly SqliteSession writer;
    private readonly WriteAheadLog log;
    private readonly Action<string>? beforeStep;
    private readonly Thread thread;
    private volatile Exception? failure;
    private bool syncs = true;

    private SqliteStore(string path, string schema, Action<string>? beforeStep)
    {
        name = System.IO.Path.GetFileName(path);
        connections = new SqliteConnections(path);
        this.beforeStep = beforeStep;
        writer = connections.Open();
        // Page size first: it is fixed when the first table is made.
        writer.Execute("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;");
        writer.Execute(schema);
        log = new WriteAheadLog(writer, new FileInfo(path + "-wal") is { Exists: true } left ? left.Length : 0);
        thread = new Thread(WriteLoop) { IsBackground = true, Name = "commit " + name };
        thread.Start();
    }

    /// <summary>Why writes are refused; null while all is well.</summary>
    public Exception? Failure => failure;

    /// <summary>How many commits there have been: fewer than pieces of work when callers shared them.</summary>
    public long Commits { get; private set; }

    /// <summary>How many of the commits were synced to disk.</summary>
    public long Syncs { get; private set; }

    /// <summary>Opens or creates the database at <paramref name="path"/> and runs <paramref name="schema"/> (idempotent SQL).</summary>
    /// <param name="path">The database file; its folder exists.</param>
    /// <param name="schema">SQL that may run at every start.</param>
    /// <param name="beforeStep">Called on the writer thread before each <c>COMMIT</c> and <c>CHECKPOINT</c>; a test throws here what the disk would.</param>
    public static SqliteStore Open(string path, string schema, Action<string>? beforeStep = null) => new(path, schema, beforeStep);

    /// <summary>
    /// Runs <paramref name="work"/> on the writer thread in a savepoint of its own and completes when it is on disk. An exception from
    /// the work undoes this work alone and is thrown to this caller alone. Cancellation counts until the work has begun.
    /// </summary>
    /// <exception cref="StoreFailedException">An earlier commit could not be synced; nothing is written any more.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken = default) => WriteAsync(work, isSynced: true, cancellationToken);

    /// <summary>The same; where <paramref name="isSynced"/> is false it may complete before it is on disk, and outlives a crash of the process but perhaps not one of the machine.</summary>
    /// <exception cref="StoreFailedException">An earlier commit could not be synced; nothing is written any more.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, bool isSynced, CancellationToken cancellationToken = default)
    {
        if (failure is { } why)
            throw new StoreFailedException(why);
        var item = new SqliteWork<T>(work, cancellationToken) { IsSynced = isSynced };
        if (!queue.Writer.TryWrite(item))
            await EnqueueAsync(item, cancellationToken).ConfigureAwait(false);
        return await item.Task.ConfigureAwait(false);
    }

    /// <summary>Runs a query on a read connection: a snapshot of what is committed, never waiting for the writer.</summary>
    /// <remarks>Keep it short: the log can't be emptied while an old snapshot is in use.</remarks>
    public T Read<T>(Func<SqliteSession, T> query)
    {
        var session = connections.TakeReader();
        try
        {
            return query(session);
        }
        finally
        {
            connections.GiveBack(session);
        }
    }

    /// <summary>Commits what is queued, then closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.Run(thread.Join).ConfigureAwait(false);
        if (connections.TryClose())
            writer.Dispose();
    }

    /// <summary>Whether an error leaves the state of the file unknown: a failed read, write or sync, or a damaged file.</summary>
    internal static bool IsDiskFault(Exception e) =>
        e is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    private async ValueTask EnqueueAsync(SqliteWork item, CancellationToken cancellationToken)
    {
        try
        {
            await queue.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw failure is { } why ? new StoreFailedException(why) : new ObjectDisposedException(name);
        }
    }

    private void WriteLoop()
    {
        var group = new List<SqliteWork>();
        try
        {
            KeepLogShort();
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                group.Clear();
                CommitGroup(group);
                KeepLogShort();
            }
        }
        catch (Exception e)
        {
            // Whatever it was: a caller must never wait for a thread that is gone.
            failure ??= e;
            queue.Writer.TryComplete();
            FailAll(group, e);
        }
    }

    private void CommitGroup(List<SqliteWork> group)
    {
        if (failure is { } why)
        {
            FailAll(group, why);
            return;
        }

        try
        {
            // What need not be synced goes by itself as long as it comes first; nothing waits for it then.
            SyncCommits(!queue.Reader.TryPeek(out var first) || first.IsSynced);
            writer.Statement("BEGIN IMMEDIATE").Run();
            RunQueued(group);
            beforeStep?.Invoke("COMMIT");
            writer.Statement("COMMIT").Run();
            Commits++;
            Syncs += syncs ? 1 : 0;
        }
        catch (Exception e)
        {
            FailGroup(group, e);
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    private void SyncCommits(bool value)
    {
        if (syncs == value)
            return;
        writer.Execute(value ? "PRAGMA synchronous=FULL;" : "PRAGMA synchronous=NORMAL;");
        syncs = value;
    }

    private void RunQueued(List<SqliteWork> group)
    {
        var started = Stopwatch.GetTimestamp();
        while ((syncs || (queue.Reader.TryPeek(out var next) && !next.IsSynced)) && queue.Reader.TryRead(out var work))
        {
            group.Add(work);
            work.Run(writer);
            if (Stopwatch.GetElapsedTime(started) > LongestGroup)
                break;
        }
    }

    private void FailGroup(List<SqliteWork> group, Exception cause)
    {
        if (IsDiskFault(cause))
            failure = cause;
        try
        {
            writer.Rollback();
        }
        catch (SqliteException e)
        {
            // A transaction that can neither be committed nor rolled back: nothing that follows could be trusted.
            failure ??= e;
        }

        // BEGIN itself failed: the first caller is told, the others try again.
        if (group.Count == 0 && queue.Reader.TryRead(out var first))
            group.Add(first);
        foreach (var work in group)
            work.Fail(failure is { } why ? new StoreFailedException(why) : cause);
    }

    private void FailAll(List<SqliteWork> group, Exception why)
    {
        while (queue.Reader.TryRead(out var work))
            group.Add(work);
        foreach (var work in group)
            work.Fail(new StoreFailedException(why));
    }

    private void KeepLogShort()
    {
        if (failure is not null || !log.IsLong())
            return;
        try
        {
            beforeStep?.Invoke("CHECKPOINT");
            log.Checkpoint();
        }
        catch (SqliteException e)
        {
            // Anything else, such as a full disk: the log keeps what it has, and the next commit tries again.
            if (IsDiskFault(e))
                failure = e;
        }
    }
}
