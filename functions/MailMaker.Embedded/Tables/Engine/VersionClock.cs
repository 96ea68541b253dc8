using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>
/// Gives out versions that rise strictly, over restarts and clocks that go back, too: the database holds a bound that no version given
/// out has passed, moved a second ahead at a time. Used on the writer thread.
/// </summary>
internal sealed class VersionClock
{
    /// <summary>The bound's table.</summary>
    public const string Schema = "CREATE TABLE IF NOT EXISTS clock(id INTEGER PRIMARY KEY CHECK (id = 1), bound INTEGER NOT NULL);";

    private readonly TimeProvider clock;
    private long last;
    private long bound;
    private int rollbacks;

    /// <summary>Goes on from what the database holds.</summary>
    public VersionClock(SqliteStore store, TimeProvider clock)
    {
        this.clock = clock;
        last = bound = store.Read(session => session.Scalar("SELECT bound FROM clock") is long stored ? stored : 0);
    }

    /// <summary>The next version.</summary>
    public long Next(SqliteSession session)
    {
        last = Math.Max(clock.GetUtcNow().UtcTicks, last + 1);
        // After something was undone the bound in the database may be an older one.
        if (last > bound || rollbacks != session.Rollbacks)
            MoveBound(session);
        return last;
    }

    private void MoveBound(SqliteSession session)
    {
        bound = last + TimeSpan.TicksPerSecond;
        rollbacks = session.Rollbacks;
        var statement = session.Statement("INSERT OR REPLACE INTO clock(id, bound) VALUES (1, ?)");
        statement.Bind(1, bound);
        statement.Run();
    }
}
