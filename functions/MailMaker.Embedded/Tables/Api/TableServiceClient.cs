using Azure.Core;
using Azure.Data.Tables.Models;
using MailMaker.Embedded.Tables;
using MailMaker.Embedded.Tables.Filters;

namespace Azure.Data.Tables;

/// <summary>
/// A client of an account's tables. With the connection string <c>DataFolder=PATH</c> they live in that folder, in this process; with that
/// of a storage account the client speaks the Table service's REST protocol. Thread-safe.
/// </summary>
public class TableServiceClient
{
    private readonly ITableAccount account;

    /// <summary>A client by connection string.</summary>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>A client by connection string.</summary>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        account = TableAccounts.Open(connectionString, options);

    /// <summary>A client that signs in with Microsoft Entra ID.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        account = TableAccounts.Open(endpoint, tokenCredential, options);

    /// <summary>A client that signs with an account key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>A client that signs with an account key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        account = TableAccounts.Open(endpoint, credential, options);

    /// <summary>A client that presents a shared access signature.</summary>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>A client that presents a shared access signature.</summary>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null) =>
        account = TableAccounts.Open(endpoint, credential, options);

    /// <summary>The account's name.</summary>
    public virtual string AccountName => account.AccountName;

    /// <summary>The account's table endpoint.</summary>
    public virtual Uri Uri => account.Endpoint;

    /// <summary>Writes a filter: the values of the interpolated string become OData constants, quotes in them doubled.</summary>
    /// <exception cref="ArgumentException">A value has a type that no property can have.</exception>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Format(filter);

    /// <summary>A client of one table, over the same connection.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(account, tableName);

    /// <summary>Creates a table.</summary>
    /// <exception cref="RequestFailedException">409 <c>TableAlreadyExists</c>; 400 when the name is not allowed.</exception>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    /// <summary>Creates a table unless it exists.</summary>
    /// <exception cref="RequestFailedException">400 when the name is not allowed.</exception>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Deletes a table with everything in it; a missing table is no error.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <summary>Lists the tables in the order of their names.</summary>
    /// <param name="filter">An OData filter on <c>TableName</c>; in process none is understood.</param>
    /// <param name="maxPerPage">How many tables a page has at most; not a limit of the whole.</param>
    /// <param name="cancellationToken">Gives the query up between pages.</param>
    public virtual AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePages<TableItem>(
            (continuation, size) => account.ListTablesAsync(filter, size ?? maxPerPage, continuation, cancellationToken), cancellationToken);
}
