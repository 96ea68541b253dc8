using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Data.Tables.Models;
using MailMaker.Embedded.Tables;
using MailMaker.Embedded.Tables.Entities;
using MailMaker.Embedded.Tables.Filters;
using MailMaker.Embedded.Tables.Rest;

namespace Azure.Data.Tables;

/// <summary>
/// A client of one table. With the connection string <c>DataFolder=PATH</c> the table lives in that folder, in this process; with that of
/// a storage account the client speaks the Table service's REST protocol. Thread-safe.
/// </summary>
public class TableClient
{
    private readonly ITableAccount account;

    /// <summary>A client by connection string.</summary>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>A client by connection string.</summary>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableAccounts.Open(connectionString, options), tableName)
    {
    }

    /// <summary>A client that signs in with Microsoft Entra ID.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableAccounts.Open(endpoint, tokenCredential, options), tableName)
    {
    }

    /// <summary>A client that signs with an account key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>A client that signs with an account key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TableAccounts.Open(endpoint, credential, options), tableName)
    {
    }

    /// <summary>A client that presents a shared access signature. The endpoint's path ends with the table's name.</summary>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(TableAccounts.Open(RestEndpoint.WithoutTable(endpoint), credential, options), RestEndpoint.TableOf(endpoint))
    {
    }

    /// <summary>A client of an account that is open already.</summary>
    internal TableClient(ITableAccount account, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.account = account;
        Name = tableName;
    }

    /// <summary>The account's name.</summary>
    public virtual string AccountName => account.AccountName;

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>The table's address.</summary>
    public virtual Uri Uri => new(account.Endpoint.AbsoluteUri.TrimEnd('/') + "/" + Name);

    /// <summary>Writes a filter: the values of the interpolated string become OData constants, quotes in them doubled.</summary>
    /// <exception cref="ArgumentException">A value has a type that no property can have.</exception>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Format(filter);

    /// <summary>Creates the table.</summary>
    /// <exception cref="RequestFailedException">409 <c>TableAlreadyExists</c>; 400 when the name is not allowed.</exception>
    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), Succeed(await account.CreateTableAsync(Name, cancellationToken)));

    /// <summary>Creates the table unless it exists.</summary>
    /// <exception cref="RequestFailedException">400 when the name is not allowed.</exception>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), Succeed(await account.CreateTableAsync(Name, cancellationToken), 409));

    /// <summary>Deletes the table with everything in it; a missing table is no error.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        Succeed(await account.DeleteTableAsync(Name, cancellationToken), 404);

    /// <summary>Inserts an entity.</summary>
    /// <exception cref="RequestFailedException">409 <c>EntityAlreadyExists</c>.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => WriteAsync(TableTransactionActionType.Add, Required(entity), default, cancellationToken);

    /// <summary>Inserts an entity or updates the one that is there, whatever its version.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => WriteAsync(
            mode == TableUpdateMode.Replace ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.UpsertMerge,
            WithKeys(entity),
            default,
            cancellationToken);

    /// <summary>Updates an existing entity.</summary>
    /// <param name="entity">Its keys, and the properties to write.</param>
    /// <param name="ifMatch">The version that it must have; <see cref="ETag.All" /> for any.</param>
    /// <param name="mode">What becomes of the properties that <paramref name="entity" /> does not name.</param>
    /// <param name="cancellationToken">Gives the request up, unless it has begun.</param>
    /// <exception cref="ArgumentException"><paramref name="ifMatch" /> is not given.</exception>
    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c>; 412 <c>UpdateConditionNotSatisfied</c>.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => ifMatch == default
            ? throw new ArgumentException("An update needs an ETag; ETag.All is any.", nameof(ifMatch))
            : WriteAsync(
                mode == TableUpdateMode.Replace ? TableTransactionActionType.UpdateReplace : TableTransactionActionType.UpdateMerge,
                WithKeys(entity),
                ifMatch,
                cancellationToken);

    /// <summary>Deletes an entity; a missing one is no error: the response's status is 404 then.</summary>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var action = new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), ifMatch == default ? ETag.All : ifMatch);
        var response = await account.WriteAsync(Name, action, cancellationToken);
        return Succeed(response, 404);
    }

    /// <summary>Deletes an entity; a missing one is no error. The entity's own ETag is not used.</summary>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>.</exception>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Reads an entity.</summary>
    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c>, or <c>TableNotFound</c>.</exception>
    [SuppressMessage("Naming", "CA1716", Justification = "The package's name.")]
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var (response, entity) = await ReadAsync(partitionKey, rowKey, select, cancellationToken);
        Succeed(response);
        return Response.FromValue(TableEntities.To<T>(entity!), response);
    }

    /// <summary>Reads an entity if there is one. A missing table looks like a missing entity.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var (response, entity) = await ReadAsync(partitionKey, rowKey, select, cancellationToken);
        Succeed(response, 404);
        return entity is null ? new NoEntity<T>(response) : Response.FromValue(TableEntities.To<T>(entity), response);
    }

    /// <summary>Queries entities in the order of their keys. Nothing is read before the result is enumerated.</summary>
    /// <param name="filter">An OData filter; see <see cref="CreateQueryFilter(FormattableString)" />.</param>
    /// <param name="maxPerPage">How many entities a page has at most, 1 to 1,000; not a limit of the whole.</param>
    /// <param name="select">The properties to read; all without it.</param>
    /// <param name="cancellationToken">Gives the query up between pages.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => new TablePages<T>(
            async (continuation, size) =>
            {
                var page = await account.QueryAsync(Name, filter, size ?? maxPerPage, select, continuation, cancellationToken);
                return page as Page<T> ??
                    Page<T>.FromValues([.. page.Values.Select(TableEntities.To<T>)], page.ContinuationToken, page.GetRawResponse());
            },
            cancellationToken);

    /// <summary>Does up to 100 actions on entities of one partition, all or nothing.</summary>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    /// <exception cref="TableTransactionFailedException">The service refused it; the exception names the action.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var actions = transactionActions as IReadOnlyList<TableTransactionAction> ?? [.. transactionActions];
        if (actions.Count == 0)
            throw new InvalidOperationException("A transaction needs at least one action.");
        var (outcome, responses) = await account.TransactAsync(Name, actions, cancellationToken);
        return outcome.IsError
            ? throw new TableTransactionFailedException(TableFaultParser.Exception(outcome))
            : Response.FromValue(responses, outcome);
    }

    private static Response Succeed(Response response, int? alsoFine = null) =>
        response.IsError && response.Status != alsoFine ? throw TableFaultParser.Exception(response) : response;

    private static T Required<T>(T entity)
        where T : ITableEntity => entity is null ? throw new ArgumentNullException(nameof(entity)) : entity;

    // Both keys stand in the URL.
    private static T WithKeys<T>(T entity)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity.PartitionKey is null || entity.RowKey is null
            ? throw new ArgumentNullException(nameof(entity), "PartitionKey and RowKey must be set.")
            : entity;
    }

    private Task<(Response Outcome, TableEntity? Entity)> ReadAsync(
        string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return account.GetAsync(Name, partitionKey, rowKey, select, cancellationToken);
    }

    private async Task<Response> WriteAsync(TableTransactionActionType type, ITableEntity entity, ETag ifMatch, CancellationToken cancellationToken) =>
        Succeed(await account.WriteAsync(Name, new TableTransactionAction(type, entity, ifMatch), cancellationToken));
}
