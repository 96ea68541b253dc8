using Azure;
using Azure.Data.Tables;

namespace MailMaker.Suppressions;

/// <summary>Writes changes with consecutive numbers, so that a sender sees with one small query whether anything is new, and exactly what.</summary>
public sealed class SuppressionLog(TableServiceClient tables) : IDisposable
{
    // A change is two rows, the number is one more: the service takes 100 actions.
    private const int MostChanges = 49;

    // Whoever is further behind than this reads everything anew.
    private const int KeptChanges = 10_000;

    private readonly TableClient table = tables.GetTableClient(SuppressionKeys.Table);
    private readonly SemaphoreSlim writing = new(1);

    /// <summary>Writes changes; each part of up to 49 takes effect at once.</summary>
    internal async Task WriteAsync(string account, IReadOnlyList<SuppressionChange> changes, CancellationToken cancellationToken)
    {
        // One writer of this process at a time: two would only make each other try again.
        await writing.WaitAsync(cancellationToken);
        try
        {
            foreach (var part in changes.Chunk(MostChanges))
                await WritePartAsync(account, part, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => writing.Dispose();

    private async Task WritePartAsync(string account, SuppressionChange[] part, CancellationToken cancellationToken)
    {
        while (true)
        {
            var version = await table.GetEntityIfExistsAsync<TableEntity>(account, SuppressionKeys.Version, cancellationToken: cancellationToken);
            var last = version.HasValue ? version.Value!.GetInt64("Number") ?? 0 : 0;
            try
            {
                await table.SubmitTransactionAsync(Actions(account, part, last, version.HasValue ? version.Value!.ETag : null), cancellationToken);
                if ((last + part.Length) / 1_000 > last / 1_000)
                    await ForgetAsync(account, last + part.Length - KeptChanges, cancellationToken);
                return;
            }
            catch (TableTransactionFailedException e) when (e.Status is 409 or 412)
            {
                // Another host wrote first.
            }
        }
    }

    private static List<TableTransactionAction> Actions(string account, SuppressionChange[] part, long last, ETag? version)
    {
        var actions = new List<TableTransactionAction>((2 * part.Length) + 1);
        foreach (var change in part)
        {
            // Deleting what is not there would fail the whole: a marker with the same key is written first in its place.
            actions.Add(new(TableTransactionActionType.UpsertReplace, change.Row ?? new TableEntity(account, change.RowKey) { ["Lifted"] = true }));
            actions.Add(new(TableTransactionActionType.Add, new TableEntity(account, SuppressionKeys.Change(++last))
            {
                ["Changed"] = change.RowKey, ["Reason"] = change.Reason.ToString(), ["Lifted"] = change.IsLifted,
            }));
        }

        var number = new TableEntity(account, SuppressionKeys.Version) { ["Number"] = last };
        actions.Add(version is { } tag ? new(TableTransactionActionType.UpdateReplace, number, tag) : new(TableTransactionActionType.Add, number));
        return actions;
    }

    private async Task ForgetAsync(string account, long upTo, CancellationToken cancellationToken)
    {
        if (upTo <= 0)
            return;
        string from = SuppressionKeys.Change(0), to = SuppressionKeys.Change(upTo);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey ge {from} and RowKey le {to}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
            await table.DeleteEntityAsync(account, row.RowKey, ETag.All, cancellationToken);
    }
}
