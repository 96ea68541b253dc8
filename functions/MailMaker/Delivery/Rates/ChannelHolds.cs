using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Hosting;
using Microsoft.Extensions.Logging;

namespace MailMaker.Delivery.Rates;

/// <summary>
/// Until when a channel takes nothing, or nothing of a campaign: one row each in the table <c>Rates</c>, so that all hosts leave it alone together. What can't be written holds
/// for this process alone: a hand-over that was answered never fails for it.
/// </summary>
public sealed partial class ChannelHolds(TableServiceClient tables, TimeProvider clock, ILogger<ChannelHolds> log)
{
    internal const string Partition = "holds";

    private const int MostKept = 10_000;

    // What another host wrote is known here a second later: a few hand-overs more are refused, none is lost.
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(1);

    // What was held that long ago says nothing of today.
    private static readonly TimeSpan TellsFor = ChannelPressure.Longest;

    private readonly TableClient table = tables.GetTableClient(RateStore.Table);
    private readonly ConcurrentDictionary<HoldKey, (Hold Hold, DateTimeOffset ReadAt)> known = new();

    /// <summary>When messages are taken again; null when they are now.</summary>
    public async Task<DateTimeOffset?> ResumesAtAsync(HoldKey key, CancellationToken cancellationToken) =>
        await ReadAsync(key, cancellationToken) is { Until: var until } && until > clock.GetUtcNow() ? until : null;

    /// <summary>The hold as it was known within the last second.</summary>
    public async Task<Hold> ReadAsync(HoldKey key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(key, out var seen) && now - seen.ReadAt < KnownFor && seen.ReadAt <= now)
            return seen.Hold;
        return Keep(key, Of(await RowAsync(key, cancellationToken), now), now);
    }

    /// <summary>How often it was held back in succession, as far as this process knows.</summary>
    public int HeldBefore(HoldKey key) => known.TryGetValue(key, out var seen) ? seen.Hold.Times : 0;

    /// <summary>Holds back after a failure.</summary>
    /// <returns>The hold.</returns>
    public async Task<Hold> HoldAsync(HoldKey key, HandOver failure)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            try
            {
                var row = await RowAsync(key, CancellationToken.None);
                var next = Next(Of(row, now), failure, now);
                if (!await WriteAsync(key, next, row?.ETag))
                    continue;
                return Keep(key, next, now);
            }
            catch (RequestFailedException)
            {
                return Keep(key, Next(known.TryGetValue(key, out var seen) ? seen.Hold : Hold.None, failure, now), now);
            }
        }
    }

    /// <summary>Notes that a message was taken: the next hold is a short one again.</summary>
    public async Task TakesAgainAsync(HoldKey key)
    {
        if (HeldBefore(key) == 0)
            return;
        var now = clock.GetUtcNow();
        try
        {
            var row = await RowAsync(key, CancellationToken.None);
            var current = Of(row, now);
            // Held anew in between: that stays.
            if (current.Until > now)
                Keep(key, current, now);
            else if (row is null || await WriteAsync(key, current with { Times = 0 }, row.ETag))
                Keep(key, current with { Times = 0 }, now);
        }
        catch (RequestFailedException)
        {
            // The next message that is taken notes it.
        }
    }

    // Several workers meet the same refusal: it is one hold. One that lasts longer stays.
    private Hold Next(Hold seen, HandOver failure, DateTimeOffset now)
    {
        var isHeld = seen.Until > now;
        var until = now + ChannelPressure.HoldFor(failure, isHeld ? seen.Times - 1 : seen.Times);
        return isHeld
            ? seen with { Until = seen.Until > until ? seen.Until : until }
            : new Hold(until, seen.Times + 1, seen.Times == 0 ? now : seen.Since, ChannelPressure.CodeOf(failure));
    }

    private Hold Keep(HoldKey key, Hold hold, DateTimeOffset now)
    {
        if (known.Count >= MostKept)
            known.Clear();
        var before = known.TryGetValue(key, out var seen) ? seen.Hold.Times : 0;
        known[key] = (hold, now);
        if (before == 0 && hold.Times > 0 && hold.Until > now)
            Alarm(key, hold);
        return hold;
    }

    private void Alarm(HoldKey key, Hold hold)
    {
        if (key.Campaign.Length > 0)
            LogCampaign(log, key.Campaign, key.Account, key.Channel, hold.Code);
        else
            LogChannel(log, key.Channel, hold.Code);
    }

    private static Hold Of(TableEntity? row, DateTimeOffset now)
    {
        if (row?.GetDateTimeOffset("ResumesAt") is not { } until || until < now - TellsFor)
            return Hold.None;
        return new Hold(until, row.GetInt32("Times") ?? 0, row.GetDateTimeOffset("Since") ?? until, row.GetString("Code") ?? "");
    }

    private async Task<TableEntity?> RowAsync(HoldKey key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, key.RowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private Task<bool> WriteAsync(HoldKey key, Hold hold, ETag? read)
    {
        var row = new TableEntity(Partition, key.RowKey)
        {
            ["ResumesAt"] = hold.Until, ["Times"] = hold.Times, ["Since"] = hold.Since, ["Code"] = hold.Code, [ExpiredRows.ExpiresAt] = hold.Until + TellsFor,
        };
        return table.TryWriteAsync(row, read, CancellationToken.None);
    }

    [LoggerMessage(1, LogLevel.Warning, "The channel {Channel} takes nothing ({Code}): its messages wait, and it is tried again from time to time")]
    private static partial void LogChannel(ILogger logger, MessageChannel channel, string code);

    [LoggerMessage(2, LogLevel.Warning, "Campaign {Campaign} of {Account} is refused as a whole by the channel {Channel} ({Code}): its messages wait. Look at its sender and at what the relay allows")]
    private static partial void LogCampaign(ILogger logger, string campaign, string account, MessageChannel channel, string code);
}
