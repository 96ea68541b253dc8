using Azure;
using Azure.Data.Tables;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>One write or transaction, checked and encoded on the caller's thread, so that the writer thread has SQLite's work only.</summary>
internal sealed class WriteRequest : IDisposable
{
    private readonly RowWrite[] writes;
    private int count;

    private WriteRequest(int actions) => writes = new RowWrite[actions];

    /// <summary>The changes in their order.</summary>
    public ReadOnlySpan<RowWrite> Writes => writes.AsSpan(0, count);

    /// <summary>Keys and bodies.</summary>
    public ByteBuffer Buffer { get; } = new(4096);

    /// <summary>A single write; a fault when the service would refuse it unseen.</summary>
    public static TableFault? TryMake(int table, TableTransactionAction action, out WriteRequest request)
    {
        request = new WriteRequest(1);
        return request.Add(table, action);
    }

    /// <summary>A transaction; a fault, with the index of the action where there is one, when the service would refuse it unseen.</summary>
    public static TableFault? TryMake(int table, IReadOnlyList<TableTransactionAction> actions, out WriteRequest request)
    {
        request = new WriteRequest(Math.Min(actions.Count, EntityLimits.Actions));
        if (actions.Count > EntityLimits.Actions)
            return TableFault.TooManyActions.OfAction(0);
        if (TransactionSize.IsTooLarge(actions))
            return TableFault.RequestTooLarge;
        var rows = new DistinctRows();
        for (var i = 0; i < actions.Count; i++)
        {
            var entity = actions[i].Entity;
            if (entity.PartitionKey != actions[0].Entity.PartitionKey)
                return TableFault.DifferentPartitions.OfAction(i);
            if (entity.RowKey is { } rowKey && !rows.Add(rowKey))
                return TableFault.DuplicateRow.OfAction(i);
            if (request.Add(table, actions[i]) is { } fault)
                return fault.OfAction(i);
        }

        return null;
    }

    /// <inheritdoc />
    public void Dispose() => Buffer.Dispose();

    private TableFault? Add(int table, TableTransactionAction action)
    {
        var entity = action.Entity;
        if (EntityLimits.FaultOfKeys(entity.PartitionKey, entity.RowKey) is { } badKey)
            return badKey;
        var start = Buffer.Length;
        Buffer.Advance(EntityKey.Write(Buffer.Room(EntityKey.MaxLength(entity.PartitionKey, entity.RowKey)), table, entity.PartitionKey, entity.RowKey));
        var body = Buffer.Length;
        if (action.ActionType != TableTransactionActionType.Delete &&
            EntityEncoder.Write(Buffer, TableEntities.From(entity).Properties, entity.PartitionKey, entity.RowKey) is { } badBody)
            return badBody;
        writes[count++] = new RowWrite(ChangeOf(action), start..body, body..Buffer.Length, VersionOf(action));
        return null;
    }

    private static RowChange ChangeOf(TableTransactionAction action)
    {
        // No If-Match is sent without an ETag, and then the service inserts what an update does not find.
        var conditional = action.ETag != default;
        return action.ActionType switch
        {
            TableTransactionActionType.Add => RowChange.Insert,
            TableTransactionActionType.UpdateMerge when conditional => RowChange.Merge,
            TableTransactionActionType.UpdateReplace when conditional => RowChange.Replace,
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => RowChange.InsertOrMerge,
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => RowChange.InsertOrReplace,
            TableTransactionActionType.Delete => RowChange.Delete,
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };
    }

    private static long? VersionOf(TableTransactionAction action)
    {
        if (action.ETag == default || action.ETag == ETag.All)
            return null;
        return EntityVersion.TryParse(action.ETag.ToString(), out var version) ? version : RowWrite.NeverMatches;
    }
}
