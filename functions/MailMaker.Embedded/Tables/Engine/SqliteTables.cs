using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables.Entities;
using MailMaker.Embedded.Tables.Filters;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>
/// Table Storage in one SQLite file, <c>tables.db</c> in the home folder. One row an entity, in the order of the keys (see
/// <see cref="EntityKey" />); callers check and encode, the store's one writer thread applies, and whoever waits shares the sync to disk.
/// Thread-safe.
/// </summary>
internal sealed class SqliteTables : ITableAccount, IAsyncDisposable
{
    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS entities(key BLOB PRIMARY KEY, at INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
        """;

    private readonly TableCatalog catalog;
    private readonly RowWriter writer;

    /// <summary>Opens or creates the tables of a home.</summary>
    public SqliteTables(EmbeddedHome home)
    {
        Store = SqliteStore.Open(Path.Combine(home.Path, "tables.db"), Schema + TableCatalog.Schema + VersionClock.Schema, home.Fronts.BeforeStep("tables.db"));
        catalog = new TableCatalog(Store);
        writer = new RowWriter(new VersionClock(Store, home.Clock));
        Endpoint = new Uri(Path.Combine(home.Path, "tables"));
    }

    /// <inheritdoc />
    public string AccountName => "embedded";

    /// <inheritdoc />
    public Uri Endpoint { get; }

    /// <summary>The store, for tests.</summary>
    internal SqliteStore Store { get; }

    /// <inheritdoc />
    public async Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken)
    {
        if (!TableName.IsValid(table))
            return EmbeddedResponse.Refusal(TableFault.InvalidTableName);
        return await catalog.CreateAsync(table, cancellationToken)
            ? EmbeddedResponse.NoContent
            : EmbeddedResponse.Refusal(TableFault.TableAlreadyExists);
    }

    /// <inheritdoc />
    public async Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken) =>
        await catalog.DeleteAsync(table, cancellationToken)
            ? EmbeddedResponse.NoContent
            : EmbeddedResponse.Refusal(TableFault.ResourceNotFound);

    /// <inheritdoc />
    public Task<Page<TableItem>> ListTablesAsync(string? filter, int? top, string? continuation, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(filter))
            throw new NotSupportedException("The embedded tables are listed without a filter only.");
        var size = PageSize(top);
        var names = catalog.NamesFrom(continuation).Take(size + 1).ToList();
        var next = names.Count > size ? names[size] : null;
        return Task.FromResult(Page<TableItem>.FromValues([.. names.Take(size).Select(n => new TableItem(n))], next, EmbeddedResponse.Ok));
    }

    /// <inheritdoc />
    public async Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken)
    {
        if (Locate(table, out var row) is { } missing)
            return EmbeddedResponse.Refusal(missing);
        var fault = WriteRequest.TryMake(row.Id, action, out var request);
        using (request)
        {
            if (fault is not null)
                return EmbeddedResponse.Refusal(fault);
            var (versions, refused) = await ApplyAsync(row, request, cancellationToken);
            return refused is null ? Success(action, versions![0]) : EmbeddedResponse.Refusal(refused.Value.Fault);
        }
    }

    /// <inheritdoc />
    public async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (Locate(table, out var row) is { } missing)
            return (EmbeddedResponse.Refusal(missing.OfAction(0)), []);
        var fault = WriteRequest.TryMake(row.Id, actions, out var request);
        using (request)
        {
            if (fault is not null)
                return (EmbeddedResponse.Refusal(fault), []);
            var (versions, refused) = await ApplyAsync(row, request, cancellationToken);
            if (refused is { } refusal)
                return (EmbeddedResponse.Refusal(refusal.Fault.OfAction(refusal.Index)), []);
            var responses = new Response[actions.Count];
            for (var i = 0; i < responses.Length; i++)
                responses[i] = Success(actions[i], versions![i]);
            return (EmbeddedResponse.Accepted, responses);
        }
    }

    /// <inheritdoc />
    public Task<(Response Outcome, TableEntity? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Locate(table, out var row) is { } missing)
            return Task.FromResult<(Response, TableEntity?)>((EmbeddedResponse.Refusal(missing), null));
        if (EntityLimits.FaultOfKeys(partitionKey, rowKey) is { } fault)
            return Task.FromResult<(Response, TableEntity?)>((EmbeddedResponse.Refusal(fault), null));
        var key = EntityKey.ToArray(row.Id, partitionKey, rowKey);
        var entity = Store.Read(session => Read(session, key, new EntityDecoder(select)));
        return Task.FromResult<(Response, TableEntity?)>(
            entity is null ? (EmbeddedResponse.Refusal(TableFault.ResourceNotFound), null) : (EmbeddedResponse.Ok, entity));
    }

    /// <inheritdoc />
    public Task<Page<TableEntity>> QueryAsync(
        string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Locate(table, out var row) is { } missing)
            throw TableFaultParser.Exception(EmbeddedResponse.Refusal(missing));
        var range = Plan(row, filter, continuation);
        var scan = Store.Read(new PageScan(range, new EntityDecoder(select), PageSize(top)).Run);
        var next = scan.Next is null ? null : Convert.ToBase64String(scan.Next);
        return Task.FromResult(Page<TableEntity>.FromValues(scan.Found, next, EmbeddedResponse.Ok));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await catalog.DisposeAsync();
        writer.Dispose();
    }

    private static EmbeddedResponse Success(TableTransactionAction action, long version) =>
        action.ActionType == TableTransactionActionType.Delete ? EmbeddedResponse.NoContent : new EmbeddedResponse(204, version);

    private static int PageSize(int? top) => top switch
    {
        null or > EntityLimits.PageEntities => EntityLimits.PageEntities,
        <= 0 => throw TableFaultParser.Exception(EmbeddedResponse.Refusal(TableFault.InvalidInput("$top must be at least 1."))),
        _ => top.Value,
    };

    private static KeyRange Plan(TableRow table, string? filter, string? continuation)
    {
        try
        {
            var range = KeyRange.Of(table.Id, FilterParser.Parse(filter));
            return continuation is null ? range : range.StartingAt(Convert.FromBase64String(continuation));
        }
        catch (FormatException e)
        {
            throw TableFaultParser.Exception(EmbeddedResponse.Refusal(TableFault.InvalidInput(e.Message)));
        }
    }

    private static TableEntity? Read(SqliteSession session, byte[] key, EntityDecoder decoder)
    {
        var statement = session.Statement("SELECT at, body FROM entities WHERE key = ?");
        statement.Bind(1, key);
        try
        {
            return statement.Step() ? decoder.Decode(key, statement.Int64(0), statement.Blob(1)) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    private TableFault? Locate(string table, out TableRow row)
    {
        row = catalog.Find(table)!;
        if (row is not null && !row.Deleted)
            return null;
        return TableName.IsValid(table) ? TableFault.TableNotFound : TableFault.InvalidTableName;
    }

    private async Task<(long[]? Versions, (int Index, TableFault Fault)? Refused)> ApplyAsync(TableRow table, WriteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Store.WriteAsync(session => Apply(session, table, request), cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_FULL)
        {
            // Nothing was written, and when there is room again the next try succeeds: to callers a failure of the service.
            return (null, (0, TableFault.NoRoom));
        }
    }

    // On the writer thread. All or nothing: a refusal undoes what the request has written so far.
    private (long[]? Versions, (int Index, TableFault Fault)? Refused) Apply(SqliteSession session, TableRow table, WriteRequest request)
    {
        if (table.Deleted)
            return (null, (0, TableFault.TableNotFound));
        var versions = new long[request.Writes.Length];
        for (var i = 0; i < versions.Length; i++)
        {
            (versions[i], var fault) = writer.Apply(session, request, request.Writes[i]);
            if (fault is null)
                continue;
            session.UndoWork = true;
            return (null, (i, fault));
        }

        return (versions, null);
    }
}
