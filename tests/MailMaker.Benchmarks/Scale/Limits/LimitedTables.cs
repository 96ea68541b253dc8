using Azure;
using Azure.Data.Tables;
using MailMaker.Embedded.Tables;

namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>
/// The tables with the limits of a storage account before them, and the client's retries before those: what is over a limit is refused with 503, the client waits and asks again, and
/// after its last try the app gets the refusal. Thread-safe.
/// </summary>
internal sealed class LimitedTables(ITableAccount inner, ServiceLimits limits, TimeProvider clock, int seed) : PassedTables(inner)
{
    private static readonly TableFault Busy = new(503, "ServerBusy", "The server is currently unable to receive requests. Please retry your request.");

    private readonly StorageLimiter limiter = new(limits);
    private readonly Random random = new(seed);
    private readonly Lock guard = new();
    private readonly long startedAt = clock.GetTimestamp();
    private double now;

    /// <summary>Requests that were refused.</summary>
    public long Refused
    {
        get
        {
            lock (guard)
                return limiter.RefusedByAccount + limiter.RefusedByPartition;
        }
    }

    /// <summary>Requests that were refused to the end, so that the app saw it.</summary>
    public long GivenUp { get; private set; }

    public override async Task<Response> WriteAsync(string table, TableTransactionAction action, CancellationToken cancellationToken) =>
        await PassAsync(table, action.Entity.PartitionKey, 1, cancellationToken) ? await Inner.WriteAsync(table, action, cancellationToken) : EmbeddedResponse.Refusal(Busy);

    public override async Task<(Response Outcome, IReadOnlyList<Response> Actions)> TransactAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        await PassAsync(table, actions[0].Entity.PartitionKey, actions.Count, cancellationToken)
            ? await Inner.TransactAsync(table, actions, cancellationToken)
            : (EmbeddedResponse.Refusal(Busy), []);

    public override async Task<(Response Outcome, TableEntity? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken) =>
        await PassAsync(table, partitionKey, 1, cancellationToken)
            ? await Inner.GetAsync(table, partitionKey, rowKey, select, cancellationToken)
            : (EmbeddedResponse.Refusal(Busy), null);

    public override async Task<Page<TableEntity>> QueryAsync(
        string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
    {
        // How many entities a page has is known only when it is read; one that is refused is read again, and may have become another.
        for (var refusals = 0; ;)
        {
            var page = await Inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
            if (TryPass(table, TableFilters.PartitionOf(filter), page.Values.Count))
                return page;
            if (++refusals == limits.Tries)
            {
                GiveUp();
                throw TableFaultParser.Exception(EmbeddedResponse.Refusal(Busy));
            }

            await WaitAsync(refusals, cancellationToken);
        }
    }

    private async Task<bool> PassAsync(string table, string partition, int entities, CancellationToken cancellationToken)
    {
        for (var refusals = 0; !TryPass(table, partition, entities);)
        {
            if (++refusals == limits.Tries)
            {
                GiveUp();
                return false;
            }

            await WaitAsync(refusals, cancellationToken);
        }

        return true;
    }

    private bool TryPass(string table, string partition, int entities)
    {
        lock (guard)
        {
            now = Math.Max(now, clock.GetElapsedTime(startedAt).TotalSeconds);
            return limiter.TryTake($"{table} {partition}", entities, now);
        }
    }

    private Task WaitAsync(int refusals, CancellationToken cancellationToken)
    {
        double wait;
        lock (guard)
            wait = limits.WaitAfter(refusals, random.NextDouble());
        return Task.Delay(TimeSpan.FromSeconds(wait), clock, cancellationToken);
    }

    private void GiveUp()
    {
        lock (guard)
            GivenUp++;
    }
}
