using System.Collections.Concurrent;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>
/// What blobs have beyond their files: properties, keyed by the version of the file they belong to, and leases. A row for a version that
/// is not at the path counts for nothing, so a row can be written before its file appears, and one that a crash or a foreign program orphaned does no harm.
/// </summary>
internal sealed class BlobCatalog : IAsyncDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS properties (container TEXT NOT NULL, blob TEXT NOT NULL, version TEXT NOT NULL, changes INTEGER NOT NULL,
            modified INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (container, blob, version)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS leases (container TEXT NOT NULL, blob TEXT NOT NULL, id TEXT NOT NULL, duration INTEGER, ends INTEGER,
            breaks INTEGER, PRIMARY KEY (container, blob)) WITHOUT ROWID;
        """;

    private readonly SqliteStore store;
    private readonly ConcurrentDictionary<string, bool> containersWithRows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<BlobAddress, HeldLease> leases = new();

    public BlobCatalog(string path, Action<string>? beforeStep = null)
    {
        store = SqliteStore.Open(path, Schema, beforeStep);
        store.Read(LoadKnown);
    }

    /// <summary>Whether any blob of the container has a row; so long as none has, nobody need look.</summary>
    public bool HasRows(string container) => containersWithRows.ContainsKey(container);

    /// <summary>The lease on a blob or container; null when there is none.</summary>
    public HeldLease? Lease(BlobAddress target) => leases.GetValueOrDefault(target);

    /// <summary>The row of a version, as committed.</summary>
    public BlobRow? Find(BlobAddress blob, FileStamp version) =>
        HasRows(blob.Container) ? store.Read(session => Find(session, blob, version)) : null;

    /// <summary>Does work in one transaction with what other callers do; on disk when this returns.</summary>
    public void Write(Action<SqliteSession> work) =>
        store.WriteAsync(session =>
        {
            work(session);
            return true;
        }).GetAwaiter().GetResult();

    public BlobRow? Find(SqliteSession session, BlobAddress blob, FileStamp version)
    {
        if (!HasRows(blob.Container))
            return null;
        using var reader = session.Command(
            "SELECT changes, modified, json FROM properties WHERE container=$1 AND blob=$2 AND version=$3",
            blob.Container, blob.Name, version.Key).ExecuteReader();
        return reader.Read()
            ? new BlobRow(reader.GetInt32(0), new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero), StoredProperties.Parse(reader.GetString(2)))
            : null;
    }

    public void Put(SqliteSession session, BlobAddress blob, FileStamp version, BlobRow row)
    {
        containersWithRows[blob.Container] = true;
        session.Execute(
            "INSERT OR REPLACE INTO properties (container, blob, version, changes, modified, json) VALUES ($1, $2, $3, $4, $5, $6)",
            blob.Container, blob.Name, version.Key, row.Changes, row.ModifiedAt.UtcTicks, row.Properties.ToJson());
    }

    /// <summary>Forgets the rows of all versions but one.</summary>
    public void Keep(SqliteSession session, BlobAddress blob, FileStamp version)
    {
        if (HasRows(blob.Container))
            session.Execute("DELETE FROM properties WHERE container=$1 AND blob=$2 AND version<>$3", blob.Container, blob.Name, version.Key);
    }

    public void SetLease(SqliteSession session, BlobAddress target, HeldLease lease)
    {
        leases[target] = lease;
        session.Execute(
            "INSERT OR REPLACE INTO leases (container, blob, id, duration, ends, breaks) VALUES ($1, $2, $3, $4, $5, $6)",
            target.Container, target.Name, lease.Id, lease.Duration?.Ticks, lease.EndsAt?.UtcTicks, lease.BreaksAt?.UtcTicks);
    }

    public void RemoveLease(SqliteSession session, BlobAddress target)
    {
        if (leases.TryRemove(target, out _))
            session.Execute("DELETE FROM leases WHERE container=$1 AND blob=$2", target.Container, target.Name);
    }

    /// <summary>Forgets all of a container.</summary>
    public void RemoveContainer(SqliteSession session, string container)
    {
        session.Execute("DELETE FROM properties WHERE container=$1", container);
        session.Execute("DELETE FROM leases WHERE container=$1", container);
        containersWithRows.TryRemove(container, out _);
        foreach (var target in leases.Keys.Where(t => t.Container == container))
            leases.TryRemove(target, out _);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private bool LoadKnown(SqliteSession session)
    {
        // One seek a container; DISTINCT would read every row.
        const string Containers = """
            WITH RECURSIVE c(name) AS (SELECT min(container) FROM properties
                UNION ALL SELECT (SELECT min(container) FROM properties WHERE container > name) FROM c WHERE name IS NOT NULL)
            SELECT name FROM c WHERE name IS NOT NULL
            """;
        using (var reader = session.Command(Containers).ExecuteReader())
        {
            while (reader.Read())
                containersWithRows[reader.GetString(0)] = true;
        }

        using (var reader = session.Command("SELECT container, blob, id, duration, ends, breaks FROM leases").ExecuteReader())
        {
            while (reader.Read())
            {
                leases[new BlobAddress(reader.GetString(0), reader.GetString(1))] = new HeldLease(
                    reader.GetString(2),
                    reader.IsDBNull(3) ? null : TimeSpan.FromTicks(reader.GetInt64(3)),
                    reader.IsDBNull(4) ? null : new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero),
                    reader.IsDBNull(5) ? null : new DateTimeOffset(reader.GetInt64(5), TimeSpan.Zero));
            }
        }

        return true;
    }
}
