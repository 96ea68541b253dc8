using System.Collections.Concurrent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;

namespace MailMaker.Campaigns;

/// <summary>
/// What one run of a slice may do of what the gate allows: it asks the rates and the channel before each round of hand-overs, and holds the channel back for everybody
/// when it throttles as a whole.
/// </summary>
public sealed class SliceTurn
{
    private readonly RateStore rates;
    private readonly ChannelHolds holds;
    private readonly Random random;
    private readonly CampaignLimits limits;
    private readonly ConcurrentDictionary<MessageChannel, DateTimeOffset> held = new();
    private readonly ConcurrentDictionary<MessageChannel, int> inARow = new();
    private readonly Dictionary<int, RateRequest> taken = [];
    private DateTimeOffset takenAt;

    internal SliceTurn(RateStore rates, ChannelHolds holds, Random random, CampaignLimits limits) =>
        (this.rates, this.holds, this.random, this.limits) = (rates, holds, random, limits);

    /// <summary>Whether hand-overs by a channel may still begin in this run.</summary>
    internal bool Takes(MessageChannel channel) => !held.ContainsKey(channel);

    /// <summary>Asks for a round of hand-overs.</summary>
    /// <param name="claims">Who is to be claimed; who must wait is taken out.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="now">The moment that the claims count from.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Who must wait.</returns>
    internal async Task<IReadOnlyList<Waiting>> AdmitAsync(ClaimedMembers claims, Slice slice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = new Dictionary<int, Waiting>();
        foreach (var channel in claims.Members.Select(m => m.Channel).Distinct().ToList())
        {
            if (held.TryGetValue(channel, out var known) || await holds.ResumesAtAsync(channel, cancellationToken) is { } until && (known = until) > now)
                AddAll(waiting, claims.Members.Where(m => m.Channel == channel), DeferReason.Channel, known);
        }

        await TakeAsync(claims, slice, now, waiting, cancellationToken);
        claims.Keep(m => !waiting.ContainsKey(m.Index));
        return [.. waiting.Values];
    }

    /// <summary>Gives back what was asked for and not used.</summary>
    /// <param name="isUsed">Whether a hand-over of a member began.</param>
    internal async Task GiveBackAsync(Func<int, bool> isUsed)
    {
        var unused = taken.Where(t => !isUsed(t.Key)).Select(t => t.Value).ToList();
        taken.Clear();
        if (unused.Count > 0)
            await rates.GiveBackAsync(unused, takenAt, CancellationToken.None);
    }

    /// <summary>What an answer of the channel means for the others.</summary>
    internal async Task NoteAsync(MessageChannel channel, HandOver answer)
    {
        if (!ChannelPressure.IsOfChannel(answer))
        {
            inARow[channel] = 0;
            if (answer is HandOver.Accepted)
                await holds.TakesAgainAsync(channel, CancellationToken.None);
            return;
        }

        var row = inARow.AddOrUpdate(channel, 1, (_, n) => n + 1);
        if (ChannelPressure.HoldFor(answer, row, holds.HeldBefore(channel)) is { } wait)
            held[channel] = await holds.HoldAsync(channel, wait, CancellationToken.None);
    }

    /// <summary>What the ledger says of a hand-over, once it is known whether the channel as a whole took nothing: that is no try of the recipient's.</summary>
    internal OutcomeEntry Settle(MessageChannel channel, HandOver? answer, OutcomeEntry entry, int attempt, DateTimeOffset now)
    {
        if (answer is HandOver.TemporaryFailure failure && ChannelPressure.IsOfChannel(failure) && held.TryGetValue(channel, out var until))
            return OutcomeEntry.Of(Outcome.Deferred, attempt - 1, until.AddTicks(TimeSpan.TicksPerSecond - 1), StatusDetail.Of(failure.Code));
        return entry is { Outcome: Outcome.Deferred, DeferReason: DeferReason.Channel } ? RetryPlan.Spread(entry, now, random.NextDouble()) : entry;
    }

    private static void AddAll(Dictionary<int, Waiting> waiting, IEnumerable<ClaimedMember> members, DeferReason reason, DateTimeOffset until)
    {
        foreach (var member in members)
            waiting[member.Index] = new Waiting(member.Index, reason, until);
    }

    private async Task TakeAsync(ClaimedMembers claims, Slice slice, DateTimeOffset now, Dictionary<int, Waiting> waiting, CancellationToken cancellationToken)
    {
        var asking = claims.Members.Where(m => !waiting.ContainsKey(m.Index)).Select(m => (m.Index, Limits: limits.Of(m.Channel, m.Address))).Where(m => m.Limits.Count > 0).ToList();
        if (asking.Count == 0)
            return;
        var requests = asking.ConvertAll(a => new RateRequest(a.Limits, slice.Entries[a.Index] is { Outcome: Outcome.Deferred, DeferReason: DeferReason.Rate }));
        var due = await rates.TakeAsync(requests, now, cancellationToken);
        takenAt = now;
        for (var i = 0; i < asking.Count; i++)
        {
            if (due[i] is { } until)
                waiting[asking[i].Index] = new Waiting(asking[i].Index, DeferReason.Rate, until);
            else
                taken[asking[i].Index] = requests[i];
        }
    }
}
