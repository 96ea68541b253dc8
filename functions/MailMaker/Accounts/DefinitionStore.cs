using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using MailMaker.Core;

namespace MailMaker.Accounts;

/// <summary>Definitions in the table <c>Definitions</c>, one row each; JSON is cut into binary properties of 64 KiB, the service's limit for one.</summary>
public sealed class DefinitionStore(TableServiceClient tables) : IDefinitions
{
    /// <summary>The table's name.</summary>
    public const string Table = "Definitions";

    /// <summary>Bytes of JSON that fit: a row has at most 1 MiB, names and keys included.</summary>
    public const int MostBytes = 15 * ChunkSize;

    private const int ChunkSize = 64 * 1024;
    private readonly TableClient table = tables.GetTableClient(Table);

    /// <inheritdoc />
    public async Task<Definition?> FindAsync(string account, string key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(account, key, cancellationToken: cancellationToken);
        return found.HasValue ? new Definition(Join(found.Value!), found.Value!.ETag.ToString()) : null;
    }

    /// <inheritdoc />
    public async Task<string?> WriteAsync(string account, string key, ReadOnlyMemory<byte> json, string? version, CancellationToken cancellationToken)
    {
        if (json.Length > MostBytes)
            throw new ArgumentException($"A definition has at most {MostBytes} bytes of JSON.", nameof(json));
        var entity = ToRow(account, key, json);
        try
        {
            var written = version is null
                ? await table.AddEntityAsync(entity, cancellationToken)
                : await table.UpdateEntityAsync(entity, new ETag(version), TableUpdateMode.Replace, cancellationToken);
            return written.Headers.ETag?.ToString() ?? "";
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <summary>
    /// Adds a definition of a kind that an account may have only so many of. A row that counts them changes in the same transaction, so that two
    /// which are added at the same moment see each other.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="key">The definition's key, which begins with <paramref name="kind"/>.</param>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="kind">The key's first characters, such as <c>list|</c>.</param>
    /// <param name="most">How many an account may have.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<CountedAdd> AddCountedAsync(
        string account, string key, ReadOnlyMemory<byte> json, string kind, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The guard is read first: who adds after it was read changes it, and the transaction fails.
            var guard = await table.GetEntityIfExistsAsync<TableEntity>(account, "count-" + kind[..^1], cancellationToken: cancellationToken);
            var names = await NamesAsync(account, kind, cancellationToken);
            if (names.Contains(key[kind.Length..]))
                return CountedAdd.Exists;
            if (names.Count >= most)
                return CountedAdd.Full;
            var counted = new TableEntity(account, "count-" + kind[..^1]) { ["Count"] = names.Count + 1 };
            try
            {
                await table.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.Add, ToRow(account, key, json)),
                        guard.HasValue
                            ? new(TableTransactionActionType.UpdateReplace, counted, guard.Value!.ETag)
                            : new(TableTransactionActionType.Add, counted),
                    ],
                    cancellationToken);
                return CountedAdd.Added;
            }
            catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Somebody else was faster: count again.
            }
        }
    }

    /// <summary>An account's definitions of one kind, in order of their names.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="account">The account.</param>
    /// <param name="kind">The key's first characters, such as <c>campaign|</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<T> AllAsync<T>(string account, string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var row in table.QueryAsync<TableEntity>(OfKind(account, kind), cancellationToken: cancellationToken))
            yield return JsonSerializer.Deserialize<T>(Join(row), DefinitionJson.Options) ?? throw new InvalidDataException("A definition is empty.");
    }

    /// <summary>Names of an account's definitions of one kind, in order.</summary>
    /// <param name="account">The account.</param>
    /// <param name="kind">The key's first characters, such as <c>list|</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<string>> NamesAsync(string account, string kind, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(OfKind(account, kind), select: ["RowKey"], cancellationToken: cancellationToken))
            names.Add(row.RowKey[kind.Length..]);
        return names;
    }

    /// <summary>The names of all accounts.</summary>
    public async IAsyncEnumerable<string> AccountsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {DefinitionKeys.Account}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken))
            yield return row.PartitionKey;
    }

    /// <summary>Removes a definition; one that is not there is no error.</summary>
    public Task DeleteAsync(string account, string key, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(account, key, ETag.All, cancellationToken);

    private static string OfKind(string account, string kind)
    {
        var end = kind[..^1] + (char)(kind[^1] + 1);
        return TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey ge {kind} and RowKey lt {end}");
    }

    private static TableEntity ToRow(string account, string key, ReadOnlyMemory<byte> json)
    {
        var entity = new TableEntity(account, key);
        for (var i = 0; i * ChunkSize < json.Length; i++)
            entity["Json" + i] = json.Slice(i * ChunkSize, Math.Min(ChunkSize, json.Length - (i * ChunkSize))).ToArray();
        return entity;
    }

    private static byte[] Join(TableEntity entity)
    {
        var chunks = new List<byte[]>();
        while (entity.GetBinary("Json" + chunks.Count) is { } chunk)
            chunks.Add(chunk);
        return chunks.Count == 1 ? chunks[0] : [.. chunks.SelectMany(c => c)];
    }
}
