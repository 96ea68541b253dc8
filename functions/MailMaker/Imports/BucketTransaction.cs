using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>
/// The writes of an import that go out together: contacts, what undoes them, and how far the import is. So a crash leaves all three or none of
/// them. While one transaction is on its way the next is collected. Not safe for use by two threads.
/// </summary>
internal sealed class BucketTransaction(BucketStore store, string partition, string import, BucketProgress progress) : IAsyncDisposable
{
    // The Table service takes 100 actions; two of them are the undo entries and the progress.
    private const int MostActions = BucketStore.MostActions - 2;

    // An entity has at most 1 MiB; the largest entry is a fifth of that.
    private const int MostUndoBytes = 256 * 1024;

    private List<TableTransactionAction> actions = new(BucketStore.MostActions);
    private Task<ETag?>? onItsWay;
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

    /// <summary>Adds the write of a contact.</summary>
    /// <param name="write">The write.</param>
    /// <param name="bytes">Bytes of fields in it.</param>
    public void Add(TableTransactionAction write, int bytes)
    {
        actions.Add(write);
        fieldBytes += bytes;
    }

    /// <summary>Adds writes without fields.</summary>
    public void Add(IReadOnlyList<TableTransactionAction> writes) => actions.AddRange(writes);

    /// <summary>Sends all that was added since the last time, once that has arrived.</summary>
    /// <exception cref="BucketMovedException">Somebody else wrote one of the rows of the last time; nothing was written then or since.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await ArriveAsync();
        if (Undo.Count > 0)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, UndoRow.New(Partition, import, Progress.UndoRows, Undo)));
            Progress = Progress with { UndoRows = Progress.UndoRows + 1 };
        }

        actions.Add(Progress.Write(Partition, import));
        onItsWay = store.SubmitAsync(actions, cancellationToken);
        actions = new List<TableTransactionAction>(BucketStore.MostActions);
        Undo.Clear();
        fieldBytes = 0;
    }

    /// <summary>Sends the rest and waits until all of it is written.</summary>
    /// <exception cref="BucketMovedException">Somebody else wrote one of the rows; nothing was written since.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        await ArriveAsync();
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
    public async ValueTask DisposeAsync()
    {
        // Whoever gives up leaves nothing on its way that could meet the next attempt.
        if (onItsWay is { } last)
            await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Undo.Dispose();
    }

    private async Task ArriveAsync()
    {
        if (onItsWay is { } last)
            Progress = Progress with { Tag = await last };
        onItsWay = null;
    }
}
