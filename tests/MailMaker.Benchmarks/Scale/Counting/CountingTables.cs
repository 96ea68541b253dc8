using Azure;
using Azure.Data.Tables;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Embedded.Tables;

namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>The tables, with every request noted.</summary>
internal sealed class CountingTables(ITableAccount inner, Recorder recorder) : PassedTables(inner)
{
    public override async Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken)
    {
        var answer = await Inner.WriteAsync(table, action, cancellationToken);
        recorder.Note(new(table, "write", KindOf(action.Entity.RowKey), action.Entity.PartitionKey, 1, EntitySize.Of(action.Entity), answer.Status));
        return answer;
    }

    public override async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var answer = await Inner.TransactAsync(table, actions, cancellationToken);
        var first = actions[0].Entity;
        var verb = actions[0].ActionType == TableTransactionActionType.Add ? "add" : "transact";
        recorder.Note(new(table, verb, KindOf(first.RowKey), first.PartitionKey, actions.Count, actions.Sum(a => EntitySize.Of(a.Entity)), answer.Outcome.Status));
        return answer;
    }

    public override async Task<(Response Outcome, TableEntity? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        var answer = await Inner.GetAsync(table, partitionKey, rowKey, select, cancellationToken);
        recorder.Note(new(table, "get", KindOf(rowKey), partitionKey, answer.Entity is null ? 0 : 1, answer.Entity is { } found ? EntitySize.Of(found) : 0, answer.Outcome.Status));
        return answer;
    }

    public override async Task<Page<TableEntity>> QueryAsync(
        string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
    {
        var page = await Inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
        recorder.Note(new(
            table, "query", KindOf(TableFilters.FirstRowOf(filter)), TableFilters.PartitionOf(filter), page.Values.Count, page.Values.Sum(EntitySize.Of), 200));
        return page;
    }

    // The row kind leads the row key (docs/decisions/0001-table-keys.md); a slice is a number.
    private static string KindOf(string row) => row.Split('|')[0] is { Length: > 0 } kind && char.IsAsciiDigit(kind[0])
        ? kind.Length == 32 ? "address" : "slice"
        : row.Split('|')[0].Length == 32 ? "address" : row.Split('|')[0];
}
