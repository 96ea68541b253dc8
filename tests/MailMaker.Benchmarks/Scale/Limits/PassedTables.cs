using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using MailMaker.Embedded.Tables;

namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>Tables that pass every request on; who stands before them overrides what he looks at.</summary>
internal abstract class PassedTables(ITableAccount inner) : ITableAccount
{
    public string AccountName => inner.AccountName;

    public Uri Endpoint => inner.Endpoint;

    protected ITableAccount Inner => inner;

    public Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken) => inner.CreateTableAsync(table, cancellationToken);

    public Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken) => inner.DeleteTableAsync(table, cancellationToken);

    public Task<Page<TableItem>> ListTablesAsync(string? filter, int? top, string? continuation, CancellationToken cancellationToken) =>
        inner.ListTablesAsync(filter, top, continuation, cancellationToken);

    public virtual Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken) => inner.WriteAsync(table, action, cancellationToken);

    public virtual Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) => inner.TransactAsync(table, actions, cancellationToken);

    public virtual Task<(Response Outcome, TableEntity? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken) =>
        inner.GetAsync(table, partitionKey, rowKey, select, cancellationToken);

    public virtual Task<Page<TableEntity>> QueryAsync(
        string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken) =>
        inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
}
