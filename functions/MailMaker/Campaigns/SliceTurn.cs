using System.Collections.Concurrent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;

namespace MailMaker.Campaigns;

/// <summary>
/// What one run of a slice may do of what the gate allows: it asks the rates and the channel before each round of hand-overs, and holds the channel back for everybody
/// when it takes nothing, or for the campaign when it refuses its sender.
/// </summary>
public sealed class SliceTurn
{
    private readonly RateStore rates;
    private readonly ChannelHolds holds;
    private readonly Random random;
    private readonly CampaignAnswers answers;
    private readonly Campaign campaign;
    private readonly CampaignLimits limits;
    private readonly ConcurrentDictionary<MessageChannel, Held> held = new();
    private readonly ConcurrentDictionary<int, Refusal> suspects = new();
    private readonly Dictionary<int, RateRequest> taken = [];

    // Failures in a row about the channel, by channel.
    private readonly int[] failedInARow = new int[(int)MessageChannel.Sms + 1];
    private DateTimeOffset takenAt;
    private volatile bool hasSuspects;

    internal SliceTurn(RateStore rates, ChannelHolds holds, Random random, CampaignAnswers answers, Campaign campaign, CampaignLimits limits) =>
        (this.rates, this.holds, this.random, this.answers, this.campaign, this.limits) = (rates, holds, random, answers, campaign, limits);

    /// <summary>Whether hand-overs by a channel may still begin in this run.</summary>
    internal bool Takes(MessageChannel channel) => !held.ContainsKey(channel);

    /// <summary>When any of the campaign's messages may go again; null when some may now, or when it takes more than one way.</summary>
    internal async Task<DateTimeOffset?> ResumesAtAsync(CancellationToken cancellationToken) => campaign.Channel switch
    {
        CampaignChannel.Email => await ResumesAtAsync(MessageChannel.Email, cancellationToken),
        CampaignChannel.Sms => await ResumesAtAsync(MessageChannel.Sms, cancellationToken),
        _ => null,
    };

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
            if (await ResumesAtAsync(channel, cancellationToken) is { } until)
                AddAll(waiting, claims.Members.Where(m => m.Channel == channel), DeferReason.Channel, until);
        }

        await TakeAsync(claims, slice, now, waiting, cancellationToken);
        if (waiting.Count > 0)
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

    /// <summary>What an answer means for the others.</summary>
    /// <param name="channel">Whose it is.</param>
    /// <param name="to">The address or number that the message was for.</param>
    /// <param name="answer">The answer.</param>
    internal async Task NoteAsync(MessageChannel channel, string to, HandOver answer)
    {
        if (answer is HandOver.NotOffered)
            return;
        var fault = ChannelPressure.SeemsOf(answer);
        if (fault == FaultOf.Message)
        {
            await NoteTakenAsync(channel, to, answer);
            return;
        }

        var key = KeyOf(channel, fault);
        var before = holds.HeldBefore(key);
        var (inARow, mayBeTheDomains) = fault == FaultOf.Sender ? answers.NoteRefused(channel, DomainOf(to)) : (Interlocked.Increment(ref failedInARow[(int)channel]), false);
        // Of whom nothing was ever taken, a refusal is not known to be one recipient's.
        var isOfAll = fault == FaultOf.Sender && !await answers.AnyTakenAsync();
        // Nor does a hold go on for a domain that has a policy of its own.
        if (!isOfAll && !ChannelPressure.Holds(answer, inARow, mayBeTheDomains ? 0 : before))
            return;
        var hold = await holds.HoldAsync(key, answer);
        held.TryAdd(channel, new Held(hold.Until, before, isOfAll && ChannelPressure.SparesAll(answer, hold.Until - hold.Since)));
    }

    /// <summary>What the ledger says of a hand-over, once it is known whether others wait for the same reason.</summary>
    /// <param name="member">To whom.</param>
    /// <param name="answer">The channel's answer; null when nothing was offered.</param>
    /// <param name="entry">What the answer means by itself.</param>
    /// <param name="attempt">Which try it was, from 1.</param>
    /// <param name="now">The moment.</param>
    internal OutcomeEntry Settle(ClaimedMember member, HandOver? answer, OutcomeEntry entry, int attempt, DateTimeOffset now)
    {
        var fault = answer is null ? FaultOf.Message : ChannelPressure.SeemsOf(answer);
        if (fault != FaultOf.Message && held.TryGetValue(member.Channel, out var hold))
            return Wait(new Refusal(member.Channel, answer!, entry, attempt), hold);
        if (fault == FaultOf.Sender)
        {
            suspects[member.Index] = new Refusal(member.Channel, answer!, entry, attempt);
            hasSuspects = true;
        }

        return entry is { Outcome: Outcome.Deferred, DeferReason: DeferReason.Channel } ? RetryPlan.Spread(entry, now, random.NextDouble()) : entry;
    }

    /// <summary>Those whose refusals were the first of a row for which the campaign is held back: they wait with the rest.</summary>
    internal IEnumerable<(int Index, OutcomeEntry Entry)> Reprieve()
    {
        var early = suspects.Where(s => held.ContainsKey(s.Value.Channel)).Select(s => (s.Key, Wait(s.Value, held[s.Value.Channel]))).ToList();
        suspects.Clear();
        return early;
    }

    private async Task NoteTakenAsync(MessageChannel channel, string to, HandOver answer)
    {
        if (Volatile.Read(ref failedInARow[(int)channel]) != 0)
            Volatile.Write(ref failedInARow[(int)channel], 0);
        if (answer is not HandOver.Accepted)
            return;
        answers.NoteTaken(channel, DomainOf(to));
        if (hasSuspects)
        {
            hasSuspects = false;
            suspects.Clear();
        }

        await holds.TakesAgainAsync(KeyOf(channel, FaultOf.Channel));
        await holds.TakesAgainAsync(KeyOf(channel, FaultOf.Sender));
    }

    private static ReadOnlySpan<char> DomainOf(string to) => to.LastIndexOf('@') is >= 0 and var at ? to.AsSpan(at + 1) : [];

    private static OutcomeEntry Wait(Refusal refusal, Held hold)
    {
        var isTry = !hold.SparesAll && ChannelPressure.CountsAsTry(refusal.Answer, hold.Before);
        if (isTry && refusal.Attempt >= RetryPlan.MostAttempts)
            return refusal.Entry;
        return OutcomeEntry.Of(
            Outcome.Deferred, isTry ? refusal.Attempt : refusal.Attempt - 1, hold.Until.AddTicks(TimeSpan.TicksPerSecond - 1), StatusDetail.Of(ChannelPressure.CodeOf(refusal.Answer)));
    }

    private HoldKey KeyOf(MessageChannel channel, FaultOf fault) => fault == FaultOf.Channel ? new HoldKey(channel) : new HoldKey(channel, campaign.Account, campaign.Name);

    private async Task<DateTimeOffset?> ResumesAtAsync(MessageChannel channel, CancellationToken cancellationToken)
    {
        if (held.TryGetValue(channel, out var known))
            return known.Until;
        var (all, own) = (await holds.ResumesAtAsync(KeyOf(channel, FaultOf.Channel), cancellationToken), await holds.ResumesAtAsync(KeyOf(channel, FaultOf.Sender), cancellationToken));
        return all is null || own > all ? own : all;
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

    // A hold that this run met: how often there was one before it, without a message that was taken in between; and whether it is nobody's try, since nothing of the campaign was ever taken.
    private readonly record struct Held(DateTimeOffset Until, int Before, bool SparesAll);

    private readonly record struct Refusal(MessageChannel Channel, HandOver Answer, OutcomeEntry Entry, int Attempt);
}
