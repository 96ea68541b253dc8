using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace MailMaker.Embedded.Tables;

/// <summary>
/// The operations of a Table Storage account, as the service offers them; the public clients add what is the client's (defaults,
/// swallowed statuses, exceptions). A refusal of the service comes back as a response with an error status, not as an exception,
/// except from a page.
/// </summary>
internal interface ITableAccount
{
    /// <summary>The account's name.</summary>
    string AccountName { get; }

    /// <summary>The account's table endpoint.</summary>
    Uri Endpoint { get; }

    /// <summary>201 or 204, or 409 <c>TableAlreadyExists</c>.</summary>
    Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken);

    /// <summary>204 or 404.</summary>
    Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken);

    /// <summary>A page of tables in the order of their names.</summary>
    Task<Page<TableItem>> ListTablesAsync(string? filter, int? top, string? continuation, CancellationToken cancellationToken);

    /// <summary>One write. Without an ETag in the action an update is an upsert.</summary>
    Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken);

    /// <summary>All or nothing: 202 with a response for each action, or the response that names the failed one and no others.</summary>
    Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken);

    /// <summary>One entity: 200 with it, or 404 without.</summary>
    Task<(Response Outcome, TableEntity? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken);

    /// <summary>A page of entities in the order of their keys. The page may be empty and yet have a continuation.</summary>
    /// <exception cref="RequestFailedException">The service refuses the query.</exception>
    Task<Page<TableEntity>> QueryAsync(
        string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken);
}
