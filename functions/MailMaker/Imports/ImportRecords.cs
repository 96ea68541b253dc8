using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using MailMaker.Core;
using MailMaker.Hosting;

namespace MailMaker.Imports;

/// <summary>Import records in the table <c>Imports</c>, and whose turn it is in each list.</summary>
public sealed class ImportRecords(TableServiceClient tables)
{
    /// <summary>The table's name.</summary>
    public const string Table = "Imports";

    // No import's id: ids have a point.
    private const string TurnRow = "turn";

    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>The record; null when there is none.</summary>
    public async Task<ImportRecord?> FindAsync(ImportKey key, CancellationToken cancellationToken) => (await ReadAsync(key, cancellationToken))?.Record;

    /// <summary>Adds a record, or answers the one that is there: registering twice is registering once.</summary>
    public async Task<ImportRecord> AddAsync(ImportRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(ToRow(record), cancellationToken);
            return record;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return await FindAsync(record.Key, cancellationToken) ?? record;
        }
    }

    /// <summary>Changes a record under its ETag, deciding again when somebody else was faster.</summary>
    /// <param name="key">Which.</param>
    /// <param name="change">The decision; null leaves it as it is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The record as it is now; null when there is none.</returns>
    public async Task<ImportRecord?> ChangeAsync(ImportKey key, Func<ImportRecord, ImportRecord?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ReadAsync(key, cancellationToken) is not (var record, var tag))
                return null;
            if (change(record) is not { } next)
                return record;
            try
            {
                await table.UpdateEntityAsync(ToRow(next), tag, TableUpdateMode.Replace, cancellationToken);
                return next;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412)
            {
                // Somebody else was faster.
            }
        }
    }

    /// <summary>The imports of an account, or of one list of it.</summary>
    public async Task<IReadOnlyList<ImportRecord>> ListAsync(string account, string? list, CancellationToken cancellationToken)
    {
        string first = account + "|", end = account + "}", only = ImportKey.PartitionOf(account, list ?? "");
        var filter = list is null
            ? TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end} and RowKey ne {TurnRow}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {only} and RowKey ne {TurnRow}");
        var records = new List<ImportRecord>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            records.Add(Of(row));
        return [.. records.OrderByDescending(r => r.RegisteredAt)];
    }

    /// <summary>Removes all records of a list, and whose turn it is.</summary>
    public async Task RemoveAsync(string account, string list, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ImportKey.PartitionOf(account, list)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
    }

    /// <summary>The imports of all accounts of which something is kept that has had its time.</summary>
    public Task<IReadOnlyList<ImportRecord>> KeptUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        OfAllAsync(TableClient.CreateQueryFilter($"KeptUntil le {moment}"), cancellationToken);

    /// <summary>The imports of all accounts that are not over.</summary>
    public Task<IReadOnlyList<ImportRecord>> OpenAsync(CancellationToken cancellationToken) => OfAllAsync(TableClient.CreateQueryFilter($"Open eq {true}"), cancellationToken);

    /// <summary>
    /// Takes the list's turn for an import when no other has it and none that was registered before is still open.
    /// </summary>
    /// <returns>Whether it is its turn. Asking again while having it is answered with yes.</returns>
    public async Task<bool> TakeTurnAsync(ImportRecord record, CancellationToken cancellationToken)
    {
        var turn = await table.GetEntityIfExistsAsync<TableEntity>(record.Key.Partition, TurnRow, cancellationToken: cancellationToken);
        var holder = turn.HasValue ? turn.Value!.GetString("Holder") : null;
        if (holder == record.Id)
            return true;
        if (!string.IsNullOrEmpty(holder) && await FindAsync(record.Key with { Id = holder }, cancellationToken) is { IsOpen: true })
            return false;
        if (await HasEarlierAsync(record, cancellationToken))
            return false;
        return await WriteTurnAsync(record.Key.Partition, record.Id, turn.HasValue ? turn.Value!.ETag : null, cancellationToken);
    }

    /// <summary>Passes the turn on, if the import has it.</summary>
    public async Task ReleaseTurnAsync(ImportKey key, CancellationToken cancellationToken)
    {
        var turn = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, TurnRow, cancellationToken: cancellationToken);
        if (turn.HasValue && turn.Value!.GetString("Holder") == key.Id)
            await WriteTurnAsync(key.Partition, "", turn.Value!.ETag, cancellationToken);
    }

    private async Task<IReadOnlyList<ImportRecord>> OfAllAsync(string filter, CancellationToken cancellationToken)
    {
        var records = new List<ImportRecord>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            records.Add(Of(row));
        return records;
    }

    private async Task<bool> HasEarlierAsync(ImportRecord record, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {record.Key.Partition} and Open eq {true}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey", "RegisteredAt"], cancellationToken: cancellationToken))
        {
            var at = row.GetDateTimeOffset("RegisteredAt") ?? DateTimeOffset.MaxValue;
            if (at < record.RegisteredAt || (at == record.RegisteredAt && string.CompareOrdinal(row.RowKey, record.Id) < 0))
                return true;
        }

        return false;
    }

    private Task<bool> WriteTurnAsync(string partition, string holder, ETag? tag, CancellationToken cancellationToken) =>
        table.TryWriteAsync(new TableEntity(partition, TurnRow) { ["Holder"] = holder }, tag, cancellationToken);

    private async Task<(ImportRecord Record, ETag Tag)?> ReadAsync(ImportKey key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Id, cancellationToken: cancellationToken);
        return found.HasValue ? (Of(found.Value!), found.Value!.ETag) : null;
    }

    private static ImportRecord Of(TableEntity row) => JsonSerializer.Deserialize<ImportRecord>(row.GetBinary("Json"), DefinitionJson.Options)!;

    private static TableEntity ToRow(ImportRecord record) => new(record.Key.Partition, record.Id)
    {
        ["Json"] = JsonSerializer.SerializeToUtf8Bytes(record, DefinitionJson.Options),
        ["Open"] = record.IsOpen,
        ["RegisteredAt"] = record.RegisteredAt,
        ["KeptUntil"] = record.KeptUntil,
    };
}
