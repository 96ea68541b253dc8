using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.Tables.Storage;

/// <summary>A store in a folder of its own with one table, <c>t(id, value)</c>.</summary>
internal sealed class StoreFolder : IAsyncDisposable
{
    private const string Schema = "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, value BLOB) STRICT;";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mailmaker-store-");
    private readonly Action<string>? beforeStep;

    public StoreFolder(Action<string>? beforeStep = null)
    {
        this.beforeStep = beforeStep;
        Store = Open();
    }

    private StoreFolder(string killed)
    {
        foreach (var file in (string[])["s.db", "s.db-wal"])
            File.Copy(Path.Combine(killed, file), Path.Combine(folder.FullName, file));
        Store = Open();
    }

    public SqliteStore Store { get; private set; }

    public string LogFile => Path.Combine(folder.FullName, "s.db-wal");

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = Open();
    }

    /// <summary>What a kill at this moment would leave, opened again.</summary>
    public StoreFolder AsKilled() => new(folder.FullName);

    public Task<int> InsertAsync(int id, byte[]? value = null) =>
        Store.WriteAsync(session => session.Execute("INSERT INTO t VALUES ($1, $2)", id, value));

    public List<long> Ids() => Store.Read(session =>
    {
        var ids = new List<long>();
        var rows = session.Statement("SELECT id FROM t ORDER BY id");
        while (rows.Step())
            ids.Add(rows.Int64(0));
        return ids;
    });

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private SqliteStore Open() => SqliteStore.Open(Path.Combine(folder.FullName, "s.db"), Schema, beforeStep);
}
