using Azure;
using Azure.Data.Tables;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Embedded.Tables;

namespace MailMaker.Tests.Faults;

/// <summary>Tables as Azure's on a bad day. What the service refuses comes as a response, what never came as an exception, as from the client after its own tries.</summary>
internal sealed class FaultyTables(ITableAccount inner, FaultPlan plan) : PassedTables(inner)
{
    // Before the token of the inner page: the same page is still to come.
    private const string Again = "again:";

    private static readonly TableFault Busy = new(503, "ServerBusy", "The server is currently unable to receive requests. Please retry your request.");

    public override async Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken)
    {
        if (Refusal(action) is { } fault)
            return EmbeddedResponse.Refusal(fault);
        NoAnswer.MayComeBefore(plan);
        var answer = await Inner.WriteAsync(table, action, cancellationToken);
        NoAnswer.MayComeAfter(plan);
        return plan.Strikes(Fault.AskedAgain) ? await Inner.WriteAsync(table, action, cancellationToken) : answer;
    }

    public override async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (plan.Strikes(Fault.Busy))
            return (EmbeddedResponse.Refusal(Busy), []);
        if (actions.Select((a, i) => (a, i)).Where(x => IsConditional(x.a)).Select(x => x.i).ToList() is { Count: > 0 } guarded && plan.Strikes(Fault.Condition))
            return (EmbeddedResponse.Refusal(TableFault.ConditionNotSatisfied.OfAction(guarded[plan.Below(guarded.Count)])), []);
        NoAnswer.MayComeBefore(plan);
        var answer = await Inner.TransactAsync(table, actions, cancellationToken);
        NoAnswer.MayComeAfter(plan);
        return plan.Strikes(Fault.AskedAgain) ? await Inner.TransactAsync(table, actions, cancellationToken) : answer;
    }

    public override Task<(Response Outcome, TableEntity? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        if (plan.Strikes(Fault.Busy))
            return Task.FromResult<(Response, TableEntity?)>((EmbeddedResponse.Refusal(Busy), null));
        NoAnswer.MayComeBefore(plan);
        return Inner.GetAsync(table, partitionKey, rowKey, select, cancellationToken);
    }

    public override Task<Page<TableEntity>> QueryAsync(
        string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
    {
        if (plan.Strikes(Fault.Busy))
            throw TableFaultParser.Exception(EmbeddedResponse.Refusal(Busy));
        NoAnswer.MayComeBefore(plan);
        if (continuation?.StartsWith(Again, StringComparison.Ordinal) == true)
            continuation = continuation[Again.Length..] is { Length: > 0 } token ? token : null;
        if (plan.Strikes(Fault.EmptyPage))
            return Task.FromResult(Page<TableEntity>.FromValues([], Again + continuation, EmbeddedResponse.Ok));
        if (plan.Strikes(Fault.ShortPage))
            top = 1 + plan.Below(Math.Min(top ?? 30, 30));
        return Inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
    }

    private static bool IsConditional(TableTransactionAction action) =>
        action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete
        && action.ETag != default && action.ETag != ETag.All;

    private TableFault? Refusal(TableTransactionAction action) =>
        plan.Strikes(Fault.Busy) ? Busy : IsConditional(action) && plan.Strikes(Fault.Condition) ? TableFault.ConditionNotSatisfied : null;
}
