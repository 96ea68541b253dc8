using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>What triggers must know after a restart, in <c>host.db</c> of the home folder.</summary>
internal sealed class HostState : IAsyncDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS receipts (function TEXT NOT NULL, blob TEXT NOT NULL, etag TEXT NOT NULL, outcome INTEGER NOT NULL,
            tries INTEGER NOT NULL, PRIMARY KEY (function, blob)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS schedules (function TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL, next INTEGER NOT NULL,
            updated INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private HostState(EmbeddedHome home) => Store = SqliteStore.Open(Path.Combine(home.Path, "host.db"), Schema, home.Fronts.BeforeStep("host.db"));

    /// <summary>The database.</summary>
    public SqliteStore Store { get; }

    /// <summary>The one of a home.</summary>
    public static HostState Of(EmbeddedHome home) => home.Service(h => new HostState(h));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
