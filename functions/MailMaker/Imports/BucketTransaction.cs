using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>
/// The writes of an import that go out together: contacts, what undoes them, and how far the import is. So a crash leaves all three or none of
/// them. Not safe for use by two threads.
/// </summary>
internal sealed class BucketTransaction(BucketStore store, string partition, string import, BucketProgress progress) : IDisposable
{
    // The Table service takes 100 actions; two of them are the undo entries and the progress.
    private const int MostActions = BucketStore.MostActions - 2;

    // An entity has at most 1 MiB; the largest entry is a fifth of that.
    private const int MostUndoBytes = 256 * 1024;

    private readonly List<TableTransactionAction> actions = new(BucketStore.MostActions);
    private int fieldBytes;

    /// <summary>How far the import is with all that was added so far.</summary>
    public BucketProgress Progress { get; set; } = progress;

    /// <summary>What undoes the writes.</summary>
    public UndoPack Undo { get; } = new();

    /// <summary>Whether one more contact fits.</summary>
    /// <param name="count">The actions that it takes.</param>
    public bool HasRoomFor(int count) => actions.Count + count <= MostActions && fieldBytes < BucketStore.MostFieldBytes && Undo.Length < MostUndoBytes;

    /// <summary>The bucket's partition.</summary>
    public string Partition { get; } = partition;

    /// <summary>Adds the writes of a contact.</summary>
    /// <param name="writes">The writes.</param>
    /// <param name="bytes">Bytes of fields in them.</param>
    public void Add(IReadOnlyList<TableTransactionAction> writes, int bytes)
    {
        actions.AddRange(writes);
        fieldBytes += bytes;
    }

    /// <summary>Writes all of it.</summary>
    /// <exception cref="BucketMovedException">Somebody else wrote one of the rows; nothing was written.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (Undo.Count > 0)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, UndoRow.New(Partition, import, Progress.UndoRows, Undo)));
            Progress = Progress with { UndoRows = Progress.UndoRows + 1 };
        }

        Progress = await store.WriteAsync(Partition, import, actions, Progress, cancellationToken);
        actions.Clear();
        Undo.Clear();
        fieldBytes = 0;
    }

    /// <summary>The write of a contact as an import leaves it.</summary>
    public static TableEntity Contact(string partition, ContactId id, string key, byte[] fields, RowVersion version)
    {
        var row = new TableEntity(partition, ContactKeys.Contact(id)) { ["Key"] = key, ["Fields"] = fields, ["RowHash"] = version.RowHash };
        if (version.Import != 0)
            row["Import"] = version.Import;
        if (version.ChangedAt is { } at)
            row["ChangedAt"] = at;
        return row;
    }

    /// <summary>Who wrote a contact last.</summary>
    public static RowVersion VersionOf(TableEntity row) =>
        new(row.GetInt64("RowHash") ?? 0, row.GetInt64("Import") ?? 0, row.GetDateTimeOffset("ChangedAt"));

    /// <inheritdoc />
    public void Dispose() => Undo.Dispose();
}
