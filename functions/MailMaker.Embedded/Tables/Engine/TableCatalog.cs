using System.Collections.Concurrent;
using System.Globalization;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>
/// The tables of an account. Names that differ in letter case alone are the same. A deleted table is gone at once; its rows are removed
/// afterwards, in small steps beside the other work, and after a restart too. Thread-safe.
/// </summary>
internal sealed class TableCatalog : IAsyncDisposable
{
    /// <summary>The catalogue's tables. AUTOINCREMENT: the number of a deleted table is never given to another.</summary>
    public const string Schema =
        """
        CREATE TABLE IF NOT EXISTS tables(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
        CREATE TABLE IF NOT EXISTS deleted(id INTEGER PRIMARY KEY);
        """;

    private const int RowsPerStep = 1000;

    private readonly SqliteStore store;
    private readonly ConcurrentDictionary<string, TableRow> tables;
    private readonly ConcurrentDictionary<int, Task> removals = new();

    /// <summary>Reads the catalogue, and goes on with removals that a stop cut off.</summary>
    public TableCatalog(SqliteStore store)
    {
        this.store = store;
        tables = new(store.Read(Load), StringComparer.OrdinalIgnoreCase);
        foreach (var id in store.Read(LoadDeleted))
            Remove(id);
    }

    /// <summary>A table; null when there is none of this name.</summary>
    public TableRow? Find(string name) => tables.GetValueOrDefault(name);

    /// <summary>The names after a name, in ordinal order whatever their letter case.</summary>
    public IEnumerable<string> NamesFrom(string? first) => tables.Values.Select(t => t.Name)
        .Where(n => first is null || string.Compare(n, first, StringComparison.OrdinalIgnoreCase) >= 0)
        .Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a table; false when it exists.</summary>
    public async Task<bool> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var made = await store.WriteAsync(
            session =>
            {
                if (session.Execute("INSERT INTO tables(name) VALUES ($1) ON CONFLICT DO NOTHING", name) == 0)
                    return null;
                return new TableRow(Convert.ToInt32(session.Scalar("SELECT last_insert_rowid()"), CultureInfo.InvariantCulture), name);
            },
            cancellationToken);
        if (made is not null)
            tables[name] = made;
        return made is not null;
    }

    /// <summary>Deletes a table with all its rows; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is not { } table)
            return false;
        try
        {
            await store.WriteAsync(session => MarkDeleted(session, table), cancellationToken);
        }
        catch
        {
            table.Deleted = false;
            throw;
        }

        tables.TryRemove(KeyValuePair.Create(name, table));
        Remove(table.Id);
        return true;
    }

    /// <summary>Waits for removals to notice that the store is closed.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(removals.Values);

    private static int MarkDeleted(SqliteSession session, TableRow table)
    {
        table.Deleted = true;
        session.Execute("INSERT OR IGNORE INTO deleted(id) VALUES ($1)", table.Id);
        return session.Execute("DELETE FROM tables WHERE id = $1", table.Id);
    }

    private static Dictionary<string, TableRow> Load(SqliteSession session)
    {
        var found = new Dictionary<string, TableRow>();
        using var reader = session.Command("SELECT id, name FROM tables").ExecuteReader();
        while (reader.Read())
            found.Add(reader.GetString(1), new TableRow(reader.GetInt32(0), reader.GetString(1)));
        return found;
    }

    private static List<int> LoadDeleted(SqliteSession session)
    {
        var found = new List<int>();
        using var reader = session.Command("SELECT id FROM deleted").ExecuteReader();
        while (reader.Read())
            found.Add(reader.GetInt32(0));
        return found;
    }

    private void Remove(int id) => removals[id] = Task.Run(() => RemoveRowsAsync(id));

    private async Task RemoveRowsAsync(int id)
    {
        var range = Filters.KeyRange.Of(id, null);
        try
        {
            while (await store.WriteAsync(session => session.Execute(
                $"DELETE FROM entities WHERE key IN (SELECT key FROM entities WHERE key >= $1 AND key < $2 LIMIT {RowsPerStep})", range.From, range.To)) > 0)
            {
                // The next step queues behind the work that came meanwhile.
            }

            await store.WriteAsync(session => session.Execute("DELETE FROM deleted WHERE id = $1", id));
        }
        catch (Exception e) when (e is ObjectDisposedException or StoreFailedException)
        {
            // The next start goes on.
        }

        removals.TryRemove(id, out _);
    }
}
