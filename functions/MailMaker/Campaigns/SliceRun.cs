using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>
/// One worker's run through one slice: read, ask the gate, claim, hand over, until every member that is due has an outcome. Used once, by one
/// task.
/// </summary>
public sealed class SliceRun
{
    /// <summary>
    /// How long after its claim a hand-over may begin. A goodbye that comes in between waits for it (docs/decisions/0003-opt-out-and-claims.md),
    /// so it is short; a run that needs longer claims again.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(900);

    // Hand-overs of one slice that are under way together: a channel that waits for a disk or a server is asked for the next mails meanwhile.
    private const int Lanes = 8;

    // Between the look at the clock and the hand-over lies the rendering.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(250);

    private readonly AudienceStore audience;
    private readonly SuppressedAddresses suppressed;
    private readonly MessageHandOver handOver;
    private readonly SliceTurn turn;
    private readonly TimeProvider clock;
    private readonly CompiledContent content;
    private readonly SliceKey key;
    private readonly ContactList list;
    private readonly Slice slice;
    private readonly string partition;
    private readonly DoNotDisturb policy;
    private readonly MessageChannel?[] claimedFor;
    private readonly bool[] tried;

    internal SliceRun(
        AudienceStore audience, SuppressedAddresses suppressed, MessageHandOver handOver, TimeProvider clock, SliceKey key, ContactList list, int bucket, CompiledContent content, Slice slice, SliceTurn turn)
    {
        (this.audience, this.suppressed, this.handOver, this.clock) = (audience, suppressed, handOver, clock);
        (this.key, this.list, this.content, this.slice, this.turn) = (key, list, content, slice, turn);
        partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        policy = DoNotDisturb.Of(list);
        claimedFor = new MessageChannel?[slice.Members.Count];
        tried = new bool[slice.Members.Count];
        Decided = new OutcomeEntry?[slice.Members.Count];
    }

    /// <summary>The new outcome of each member; null where there is none.</summary>
    public OutcomeEntry?[] Decided { get; }

    /// <summary>When another worker's claim on some members ends; null when none has one.</summary>
    public DateTimeOffset? BusyUntil { get; private set; }

    /// <summary>Works until every member that is due has an outcome, is claimed by another worker, or the host stops.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = Enumerable.Range(0, slice.Members.Count)
            .Where(i => slice.Entries[i] is { Outcome: Outcome.Pending } or { Outcome: Outcome.Deferred } && slice.Entries[i].At <= now)
            .ToList();
        while (open.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            var members = await audience.ReadAsync(partition, open.ConvertAll(i => slice.Members[i]), cancellationToken);
            // After the send states, for the reason that goodbyes are read after them.
            var suppressions = await suppressed.CurrentAsync(list.Account, cancellationToken);
            if (await DecideAndClaimAsync(open, members, suppressions, cancellationToken) is { } claims)
                open = await HandOverAsync(claims, cancellationToken);
        }
    }

    /// <summary>Takes the claim out of those that nothing reached, so that no cap counts it.</summary>
    public async Task GiveBackAsync()
    {
        foreach (var channel in claimedFor.Distinct().OfType<MessageChannel>())
        {
            var unreached = Enumerable.Range(0, slice.Members.Count)
                .Where(i => claimedFor[i] == channel && Decided[i]?.Outcome is Outcome.ChannelRefused or Outcome.RenderError or Outcome.GaveUp)
                .Select(i => slice.Members[i])
                .ToList();
            await audience.GiveBackAsync(partition, unreached, turn.TagOf(channel), CancellationToken.None);
        }
    }

    // Null when somebody wrote in between: nothing is claimed.
    private async Task<ClaimedMembers?> DecideAndClaimAsync(
        List<int> open, AudienceMember[] members, SuppressionSet suppressions, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Lease;
        var claims = new ClaimedMembers(until);
        for (var i = 0; i < open.Count; i++)
            Decide(open[i], members[i], suppressions, claims, now);
        foreach (var waiting in await turn.AdmitAsync(claims, slice, now, cancellationToken))
            Decided[waiting.Index] = OutcomeEntry.Deferred(waiting.Reason, slice.Entries[waiting.Index].Attempts, waiting.Until);
        if (!await audience.ClaimAsync(claims.Actions, cancellationToken))
        {
            await turn.GiveBackAsync(_ => false);
            return null;
        }

        foreach (var claim in claims.Members)
            claimedFor[claim.Index] = claim.Channel;
        return claims;
    }

    private void Decide(int index, AudienceMember member, SuppressionSet suppressions, ClaimedMembers claims, DateTimeOffset now)
    {
        var addressee = member.Fields is { } fields ? Addressee.Of(fields) : default;
        var channel = ChannelChoice.Of(turn.Campaign.Channel, addressee.Email ?? "");
        var address = (channel == MessageChannel.Sms ? addressee.Mobile : addressee.Email) ?? "";
        var tag = turn.TagOf(channel);
        var consented = channel == MessageChannel.Sms ? member.Fields is { } own && ChannelPermission.Allows(list, own, channel) : addressee.Consented;
        var recipient = new Recipient(
            member.Fields is not null, consented, member.HasLeft, suppressions.Find(list.Name, address), address.Length > 0, member.State.History)
        {
            TimeZone = addressee.TimeZone ?? "", Frequency = addressee.Frequency ?? "", NightConsent = addressee.NightConsent,
        };
        var holds = recipient.History.Holds(tag);
        if (holds && claimedFor[index] is null && member.State.ClaimedUntil > now)
        {
            BusyUntil = BusyUntil > member.State.ClaimedUntil ? BusyUntil : member.State.ClaimedUntil;
            return;
        }

        switch (Gate.Decide(recipient, tag, policy, now))
        {
            case GateDecision.Drop drop:
                Decided[index] = OutcomeEntry.Of(drop.Reason, slice.Entries[index].Attempts, now, drop.Detail);
                break;
            case GateDecision.Defer defer:
                Decided[index] = OutcomeEntry.Deferred(defer.Reason, slice.Entries[index].Attempts, defer.Until);
                break;
            default:
                Decided[index] = null;
                var history = holds ? recipient.History : recipient.History.With(tag, now);
                claims.Add(new ClaimedMember(index, member.Id, member.Fields!, addressee) { Channel = channel }, member.State.Replace(partition, member.Id, history, claims.Until));
                break;
        }
    }

    // Returns the members that nothing became of: the lease was too short for them.
    private async Task<List<int>> HandOverAsync(ClaimedMembers claims, CancellationToken cancellationToken)
    {
        var next = -1;
        Array.Clear(tried);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => LaneAsync()));
        }
        finally
        {
            await turn.GiveBackAsync(i => tried[i]);
        }

        return [.. claims.Members.Select(m => m.Index).Where(i => Decided[i] is null)];

        async Task LaneAsync()
        {
            if (Volatile.Read(ref next) >= claims.Members.Count - 1)
                return;
            using var mail = handOver.Begin(key, list, content, turn);
            while (!cancellationToken.IsCancellationRequested && clock.GetUtcNow() < claims.Until - Margin)
            {
                var place = Interlocked.Increment(ref next);
                if (place >= claims.Members.Count)
                    return;
                var claim = claims.Members[place];
                if (!turn.Takes(claim.Channel))
                    continue;
                tried[claim.Index] = true;
                Decided[claim.Index] = await mail.SendAsync(claim, slice.Entries[claim.Index].Attempts + 1);
            }
        }
    }
}
