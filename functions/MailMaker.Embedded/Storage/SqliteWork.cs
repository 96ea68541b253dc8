namespace MailMaker.Embedded.Storage;

/// <summary>A caller's piece of work in the queue of a <see cref="SqliteStore"/>. Everything but the constructor runs on the writer thread.</summary>
internal abstract class SqliteWork
{
    /// <summary>Whether it is on disk when its caller goes on; else a power loss, but no crash, may undo it.</summary>
    public bool IsSynced { get; init; } = true;

    /// <summary>
    /// Runs in a savepoint of its own. An exception of the work is kept for its caller; only one after which the group can't go on
    /// (SQLite rolled the transaction back, or the disk failed) leaves this method.
    /// </summary>
    public abstract void Run(SqliteSession session);

    /// <summary>The group is committed, and on disk where that was asked for: gives the caller the result, or the work's own exception.</summary>
    public abstract void Complete();

    /// <summary>The group is not on disk, or not known to be.</summary>
    public abstract void Fail(Exception cause);
}

/// <inheritdoc cref="SqliteWork" />
internal sealed class SqliteWork<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) : SqliteWork
{
    // The caller goes on elsewhere, never on the writer thread.
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;
    private Exception? own;

    public Task<T> Task => done.Task;

    public override void Run(SqliteSession session)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            own = new OperationCanceledException(cancellationToken);
            return;
        }

        session.Statement("SAVEPOINT work").Run();
        session.UndoWork = false;
        try
        {
            result = work(session);
        }
        catch (Exception e) when (session.InTransaction && !SqliteStore.IsDiskFault(e))
        {
            own = e;
            session.UndoWork = true;
        }

        if (session.UndoWork)
            session.RollbackTo("work");
        session.Statement("RELEASE work").Run();
    }

    public override void Complete()
    {
        switch (own)
        {
            case null:
                done.TrySetResult(result);
                break;
            case OperationCanceledException cancelled:
                done.TrySetCanceled(cancelled.CancellationToken);
                break;
            default:
                done.TrySetException(own);
                break;
        }
    }

    public override void Fail(Exception cause) => done.TrySetException(own ?? cause);
}
