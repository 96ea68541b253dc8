using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Delivery;

namespace MailMaker.Delivery.Rates;

/// <summary>Until when a channel takes nothing: one row a channel in the table <c>Rates</c>, so that all hosts leave it alone together.</summary>
public sealed class ChannelHolds(TableServiceClient tables, TimeProvider clock)
{
    private const string Partition = "holds";

    // What another host wrote is known here a second later: a few hand-overs more are refused, none is lost.
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(1);

    private readonly TableClient table = tables.GetTableClient(RateStore.Table);
    private readonly ConcurrentDictionary<MessageChannel, Known> known = new();

    /// <summary>When a channel takes messages again; null when it does now.</summary>
    public async Task<DateTimeOffset?> ResumesAtAsync(MessageChannel channel, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!known.TryGetValue(channel, out var seen) || now - seen.ReadAt >= KnownFor || seen.ReadAt > now)
            known[channel] = seen = await ReadAsync(channel, now, cancellationToken);
        return seen.Until > now ? seen.Until : null;
    }

    /// <summary>How often the channel was held in succession, as far as this process knows.</summary>
    public int HeldBefore(MessageChannel channel) => known.TryGetValue(channel, out var seen) ? seen.Times : 0;

    /// <summary>Holds a channel back; a hold that lasts longer stays.</summary>
    /// <returns>When it takes messages again.</returns>
    public async Task<DateTimeOffset> HoldAsync(MessageChannel channel, TimeSpan holdFor, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, channel.ToString(), cancellationToken: cancellationToken);
            var row = found.HasValue ? found.Value! : null;
            var seen = Of(row, now);
            // Several workers meet the same refusal: it is one hold.
            if (seen.Until >= now + holdFor)
                return (known[channel] = seen).Until;
            var next = new Known(now + holdFor, seen.Until > now ? seen.Times : seen.Times + 1, now);
            if (!await WriteAsync(channel, next, row?.ETag, cancellationToken))
                continue;
            known[channel] = next;
            return next.Until;
        }
    }

    /// <summary>Notes that a channel took a message: the next hold is a short one again.</summary>
    public async Task TakesAgainAsync(MessageChannel channel, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(channel, out var seen) || seen.Times == 0)
            return;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, channel.ToString(), cancellationToken: cancellationToken);
        var (now, row) = (clock.GetUtcNow(), found.HasValue ? found.Value! : null);
        var current = Of(row, now);
        // Held anew in between: that stays.
        if (row is null || current.Until > now || await WriteAsync(channel, current with { Times = 0 }, row.ETag, cancellationToken))
            known[channel] = current.Until > now ? current : current with { Times = 0 };
    }

    private static Known Of(TableEntity? row, DateTimeOffset now) => row is null
        ? new Known(DateTimeOffset.UnixEpoch, 0, now)
        : new Known(row.GetDateTimeOffset("ResumesAt") ?? DateTimeOffset.UnixEpoch, row.GetInt32("Times") ?? 0, now);

    private async Task<Known> ReadAsync(MessageChannel channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, channel.ToString(), cancellationToken: cancellationToken);
        return Of(found.HasValue ? found.Value : null, now);
    }

    private async Task<bool> WriteAsync(MessageChannel channel, Known hold, ETag? read, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, channel.ToString()) { ["ResumesAt"] = hold.Until, ["Times"] = hold.Times };
        try
        {
            if (read is { } tag)
                await table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellationToken);
            else
                await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private sealed record Known(DateTimeOffset Until, int Times, DateTimeOffset ReadAt);
}
