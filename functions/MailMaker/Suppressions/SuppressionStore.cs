using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>The accounts' suppression lists in the table <c>Suppressions</c>.</summary>
public sealed class SuppressionStore(TableServiceClient tables, SuppressionLog log)
{
    private readonly TableClient table = tables.GetTableClient(SuppressionKeys.Table);

    /// <summary>Adds suppressions; one that is there for a reason at least as strong stays as it is.</summary>
    /// <returns>Those that were written.</returns>
    public async Task<IReadOnlyList<Suppression>> AddAsync(string account, IReadOnlyList<Suppression> suppressions, CancellationToken cancellationToken)
    {
        var fresh = new List<Suppression>(suppressions.Count);
        // The last of two for one target within a call is decided like the second of two calls.
        foreach (var suppression in suppressions.GroupBy(SuppressionKeys.Of, (_, same) => same.Aggregate((a, b) => a.Outlasts(b) ? a : b)))
        {
            if (await FindAsync(account, suppression.List, suppression.Target, cancellationToken) is not { } existing || !existing.Outlasts(suppression))
                fresh.Add(suppression);
        }

        await log.WriteAsync(account, [.. fresh.Select(s => new SuppressionChange(SuppressionKeys.Of(s), Row(account, s), s.Reason))], cancellationToken);
        return fresh;
    }

    /// <summary>Takes a suppression back. What it was stays on record, with the reason for taking it back.</summary>
    /// <param name="account">The account.</param>
    /// <param name="list">The list; null for one of the whole account.</param>
    /// <param name="target">Its canonical form.</param>
    /// <param name="reason">Why; no personal data.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was taken back; null when there was none.</returns>
    public async Task<Suppression?> RemoveAsync(
        string account, string? list, string target, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, list, target, cancellationToken) is not { } existing)
            return null;
        var lifted = Row(account, existing);
        lifted.RowKey = $"{SuppressionKeys.LiftedKind}{SuppressionKeys.Escape(target)}|{list}|{at.UtcTicks:D19}";
        (lifted["LiftedAt"], lifted["LiftedBecause"]) = (at, reason);
        await table.UpsertEntityAsync(lifted, TableUpdateMode.Replace, cancellationToken);
        await log.WriteAsync(account, [new(SuppressionKeys.Of(existing), null, existing.Reason)], cancellationToken);
        return existing;
    }

    /// <summary>
    /// Remembers erased values by their keyed hashes alone, and takes out everything that names the targets in clear: the suppressions, what was taken back, and the
    /// changes that told of them. Run again after a crash it comes to the same.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="hashes">The erased values' hashes.</param>
    /// <param name="targets">The person's addresses, each with the list it is erased from or null for the whole account.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task EraseAsync(
        string account, IReadOnlyList<UInt128> hashes, IReadOnlyList<(string? List, string Target)> targets, DateTimeOffset at, CancellationToken cancellationToken)
    {
        List<SuppressionChange> erased =
        [
            .. hashes.Select(SuppressionKeys.Erased).Select(key => new SuppressionChange(key, new TableEntity(account, key) { ["At"] = at }, SuppressionReason.Erased)),
        ];
        await log.WriteAsync(account, erased, cancellationToken);
        foreach (var (list, target) in targets)
            await PurgeAsync(account, list, target, cancellationToken);
        // Once more, behind the changes that were taken out: who follows the changes sees the gap and reads everything anew.
        if (targets.Count > 0)
            await log.WriteAsync(account, erased, cancellationToken);
    }

    private async Task PurgeAsync(string account, string? list, string target, CancellationToken cancellationToken)
    {
        var key = SuppressionKeys.Target(list, target);
        if (await FindAsync(account, list, target, cancellationToken) is { } existing)
            await log.WriteAsync(account, [new(key, null, existing.Reason)], cancellationToken);
        string from = SuppressionKeys.ChangeKind, to = SuppressionKeys.ChangeKind + "~";
        string lifted = $"{SuppressionKeys.LiftedKind}{SuppressionKeys.Escape(target)}|{list}|", liftedEnd = lifted + "~";
        var told = TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey ge {from} and RowKey le {to} and Changed eq {key}");
        var history = TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey ge {lifted} and RowKey le {liftedEnd}");
        await table.DeleteEntityAsync(account, key, ETag.All, cancellationToken);
        foreach (var filter in (string[])[told, history])
        {
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
                await table.DeleteEntityAsync(account, row.RowKey, ETag.All, cancellationToken);
        }
    }

    /// <summary>When a value was erased last, also when its person came back since; null when it never was.</summary>
    public async Task<DateTimeOffset?> ErasedAtAsync(string account, UInt128 hash, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(account, SuppressionKeys.Erased(hash), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetDateTimeOffset("At") : null;
    }

    /// <summary>
    /// Ends erasures: their person came back by a confirmation. Those that are younger than the request that was confirmed stay; and when they were stays, so that a link from before them brings nobody back later.
    /// </summary>
    public async Task UneraseAsync(string account, IReadOnlyList<UInt128> hashes, DateTimeOffset requestedAt, CancellationToken cancellationToken)
    {
        var changes = new List<SuppressionChange>();
        foreach (var key in hashes.Select(SuppressionKeys.Erased))
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(account, key, cancellationToken: cancellationToken);
            if (row.HasValue && row.Value!.GetBoolean("Lifted") != true && row.Value.GetDateTimeOffset("At") is var at && !(at > requestedAt))
                changes.Add(new SuppressionChange(key, new TableEntity(account, key) { ["Lifted"] = true, ["At"] = at }, SuppressionReason.Erased));
        }

        await log.WriteAsync(account, changes, cancellationToken);
    }

    /// <summary>A suppression; null when there is none.</summary>
    public async Task<Suppression?> FindAsync(string account, string? list, string target, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(account, SuppressionKeys.Target(list, target), cancellationToken: cancellationToken);
        return found.HasValue ? Of(found.Value!) : null;
    }

    /// <summary>A page of suppressions in the order of their targets.</summary>
    /// <param name="account">The account.</param>
    /// <param name="most">How many, 1 to 1,000.</param>
    /// <param name="continuation">What the page before said; null for the first.</param>
    /// <param name="prefix">The first characters of the targets asked for; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<SuppressionPage> PageAsync(string account, int most, string? continuation, string? prefix, CancellationToken cancellationToken)
    {
        var first = SuppressionKeys.TargetKind + SuppressionKeys.Escape(prefix ?? "");
        var after = string.CompareOrdinal(continuation, first) > 0 ? continuation! : first;
        // '~' begins an escaped character and is the last of those in a key.
        var end = first + "~~";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {account} and RowKey gt {after} and RowKey lt {end}");
        var page = new List<Suppression>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (Of(row) is not { } suppression)
                continue;
            page.Add(suppression);
            if (page.Count == most)
                return new SuppressionPage(page, row.RowKey);
        }

        return new SuppressionPage(page, null);
    }

    private static TableEntity Row(string account, Suppression suppression) => new(account, SuppressionKeys.Of(suppression))
    {
        [nameof(suppression.Target)] = suppression.Target,
        [nameof(suppression.List)] = suppression.List,
        [nameof(suppression.Reason)] = suppression.Reason.ToString(),
        [nameof(suppression.At)] = suppression.At,
        [nameof(suppression.Source)] = suppression.Source,
    };

    private static Suppression? Of(TableEntity row) => row.GetBoolean("Lifted") == true ? null : new(
        row.GetString(nameof(Suppression.Target)) ?? "",
        row.GetString(nameof(Suppression.List)),
        Enum.TryParse<SuppressionReason>(row.GetString(nameof(Suppression.Reason)), out var reason) ? reason : SuppressionReason.Manual,
        row.GetDateTimeOffset(nameof(Suppression.At)) ?? DateTimeOffset.UnixEpoch,
        row.GetString(nameof(Suppression.Source)) ?? "");
}
