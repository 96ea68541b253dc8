using System.Collections.Concurrent;
using Azure.Data.Tables;
using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>The accounts' suppressions as this process has them, brought up to date each time they are asked for with one query for what is new.</summary>
public sealed class SuppressedAddresses(TableServiceClient tables, AddressHashes hashes)
{
    private readonly TableClient table = tables.GetTableClient(SuppressionKeys.Table);
    private readonly ConcurrentDictionary<string, Known> accounts = new();

    /// <summary>The account's suppressions: every one that was written before this call is in it.</summary>
    public async ValueTask<SuppressionSet> CurrentAsync(string account, CancellationToken cancellationToken)
    {
        var known = accounts.GetOrAdd(account, _ => new Known());
        if (known.Set is { } set && await FollowAsync(account, known, set, cancellationToken))
            return set;
        await known.Loading.WaitAsync(cancellationToken);
        try
        {
            return known.Set is { } loaded && await FollowAsync(account, known, loaded, cancellationToken)
                ? loaded
                : await LoadAsync(account, known, cancellationToken);
        }
        finally
        {
            known.Loading.Release();
        }
    }

    // False when changes are missing: forgotten ones, or ones that an erasure took out.
    private async Task<bool> FollowAsync(string account, Known known, SuppressionSet set, CancellationToken cancellationToken)
    {
        string from = SuppressionKeys.Change(Volatile.Read(ref known.Seen)), to = SuppressionKeys.ChangeKind + "~";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey gt {from} and RowKey le {to}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var number = long.Parse(row.RowKey.AsSpan(SuppressionKeys.ChangeKind.Length), System.Globalization.CultureInfo.InvariantCulture);
            lock (known)
            {
                if (known.Set != set || number > known.Seen + 1)
                    return false;
                if (number <= known.Seen)
                    continue;
                Apply(set, row);
                known.Seen = number;
            }
        }

        return true;
    }

    private async Task<SuppressionSet> LoadAsync(string account, Known known, CancellationToken cancellationToken)
    {
        var version = await table.GetEntityIfExistsAsync<TableEntity>(account, SuppressionKeys.Version, cancellationToken: cancellationToken);
        var seen = version.HasValue ? version.Value!.GetInt64("Number") ?? 0 : 0;
        var set = new SuppressionSet(account, hashes);
        string from = SuppressionKeys.TargetKind, to = SuppressionKeys.ErasedKind + "~";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey ge {from} and RowKey le {to}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey", "Reason", "Lifted"], cancellationToken: cancellationToken))
        {
            if (row.RowKey != SuppressionKeys.Version && row.GetBoolean("Lifted") != true)
                set.Put(row.RowKey, ReasonOf(row));
        }

        lock (known)
            (known.Set, known.Seen) = (set, seen);
        await FollowAsync(account, known, set, cancellationToken);
        return set;
    }

    private static void Apply(SuppressionSet set, TableEntity change)
    {
        var changed = change.GetString("Changed") ?? "";
        if (change.GetBoolean("Lifted") == true)
            set.Remove(changed);
        else
            set.Put(changed, ReasonOf(change));
    }

    private static SuppressionReason ReasonOf(TableEntity row) =>
        Enum.TryParse<SuppressionReason>(row.GetString("Reason"), out var reason) ? reason : SuppressionReason.Manual;

    private sealed class Known
    {
        public long Seen;

        public SemaphoreSlim Loading { get; } = new(1);

        public SuppressionSet? Set { get; set; }
    }
}
