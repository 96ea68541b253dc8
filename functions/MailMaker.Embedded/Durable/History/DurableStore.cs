using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Durable.History;

/// <summary>The database <c>durable.db</c>. Each write is one transaction and says what it sets in motion. Thread-safe.</summary>
internal sealed class DurableStore(string folder, TimeProvider clock, Action<string>? beforeStep = null) : IAsyncDisposable
{
    private readonly SqliteStore store = SqliteStore.Open(Path.Combine(folder, "durable.db"), DurableSchema.Sql, beforeStep);
    private volatile bool closed;

    /// <summary>Called inside each write transaction, before its work: what it throws undoes the write. For tests that crash between two commits.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>The home's time, UTC.</summary>
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Runs a write; when this returns it is on disk.</summary>
    /// <exception cref="ObjectDisposedException">The engine has stopped: what was abandoned is no longer recorded.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteSession, Effects, T> work, Effects effects, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        return store.WriteAsync(
            session =>
            {
                BeforeWrite?.Invoke();
                return work(session, effects);
            },
            cancellationToken);
    }

    /// <summary>Runs a query over what is committed.</summary>
    public T Read<T>(Func<SqliteSession, T> query) => store.Read(query);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        closed = true;
        return store.DisposeAsync();
    }
}
