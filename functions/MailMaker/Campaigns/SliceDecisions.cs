using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>
/// One worker's decisions about the members of one slice: read, ask the gate, claim whom it lets through, and give back the claims of those that nothing reached. Used by one task.
/// The order of the writes and what a crash between them leaves stand in docs/decisions/0023-gate-caps-deferral.md.
/// </summary>
public sealed class SliceDecisions
{
    private readonly AudienceStore audience;
    private readonly AddressClaims addresses;
    private readonly SuppressedAddresses suppressed;
    private readonly TimeProvider clock;
    private readonly Claimant claimant;
    private readonly SliceTask task;
    private readonly MemberClaim[] members;

    internal SliceDecisions(AudienceStore audience, AddressClaims addresses, SuppressedAddresses suppressed, TimeProvider clock, Claimant claimant, SliceTask task)
    {
        (this.audience, this.addresses, this.suppressed, this.clock, this.claimant, this.task) = (audience, addresses, suppressed, clock, claimant, task);
        members = [.. Enumerable.Range(0, task.Slice.Members.Count).Select(_ => new MemberClaim())];
        Decided = new OutcomeEntry?[members.Length];
    }

    /// <summary>The new outcome of each member; null where there is none.</summary>
    public OutcomeEntry?[] Decided { get; }

    /// <summary>When another worker's claim on some members ends; null when none has one.</summary>
    public DateTimeOffset? BusyUntil { get; private set; }

    /// <summary>Decides for members, and claims those that may be written to.</summary>
    /// <param name="open">Their places in the slice.</param>
    /// <param name="turn">What the rates and the channel allow; who must wait for them is not claimed.</param>
    /// <param name="cancellationToken">Stops the work before a claim.</param>
    /// <returns>The claims; null when somebody wrote in between: read and decide again.</returns>
    public async Task<ClaimedMembers?> ClaimAsync(List<int> open, SliceTurn turn, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(open, cancellationToken);
        // After the send states, for the reason that goodbyes are read after them.
        var suppressions = await suppressed.CurrentAsync(task.Key.Account, cancellationToken);
        var reached = await ReachedAsync(open, cancellationToken);
        var (now, claimedAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        var claims = new ClaimedMembers(now + SliceRun.Lease, claimedAt);
        for (var i = 0; i < open.Count; i++)
            Decide(open[i], read[i], reached, suppressions, claims, now);
        foreach (var waiting in await turn.AdmitAsync(claims, task.Slice, now, cancellationToken))
            Decided[waiting.Index] = task.InTime(OutcomeEntry.Deferred(waiting.Reason, task.Slice.Entries[waiting.Index].Attempts, waiting.Until));
        // The address first: only who holds it goes on to the contact, whose claim is what allows a hand-over.
        if (!await ClaimAddressesAsync(claims, cancellationToken) || !await audience.ClaimAsync(claims.Actions, cancellationToken))
        {
            await turn.GiveBackAsync(_ => false);
            return null;
        }

        foreach (var claim in claims.Members)
            (members[claim.Index].IsClaimed, members[claim.Index].ClaimedUntil) = (true, members[claim.Index].AskedUntil);
        return claims;
    }

    /// <summary>Leaves out whom an earlier run, whose claim was taken up, has decided for good since the slice was read. Their claims stay as they are.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="slice">The slice as it is now.</param>
    public void LeaveOut(ClaimedMembers claims, Slice slice)
    {
        foreach (var claim in claims.Members.Where(m => slice.Entries[m.Index].Outcome.IsFinal()))
            (members[claim.Index].IsClaimed, members[claim.Index].IsAddressClaimed) = (false, false);
        claims.Keep(m => !slice.Entries[m.Index].Outcome.IsFinal());
    }

    /// <summary>Notes that a hand-over to a member begins: from now on what became of it is known only from its outcome.</summary>
    public void Offer(int index) => members[index].IsOffered = true;

    /// <summary>Notes that the channel was not ready for a member: nothing was offered.</summary>
    public void TakeBack(int index) => members[index].IsOffered = false;

    /// <summary>Lets members wait for the channel, undecided.</summary>
    /// <param name="waiting">Their places in the slice.</param>
    /// <param name="until">When it may take messages.</param>
    public void Wait(List<int> waiting, DateTimeOffset until)
    {
        foreach (var index in waiting)
            Decided[index] = task.InTime(OutcomeEntry.Deferred(DeferReason.Channel, task.Slice.Entries[index].Attempts, until));
    }

    /// <summary>Whether a hand-over to a member began.</summary>
    public bool IsOffered(int index) => members[index].IsOffered;

    /// <summary>Drops every member that has no final outcome, but those that another worker has claimed. Whom a worker that died may have reached is not said to be dropped.</summary>
    public async Task DropRestAsync(Outcome reason, CancellationToken cancellationToken)
    {
        var open = Enumerable.Range(0, members.Length).Where(i => !task.Slice.Entries[i].Outcome.IsFinal()).ToList();
        var read = await ReadAsync(open, cancellationToken);
        var reached = await ReachedAsync(open, cancellationToken);
        var now = clock.GetUtcNow();
        for (var i = 0; i < open.Count; i++)
        {
            if (!IsBusy(open[i], read[i].State, reached, now))
                Decided[open[i]] = OutcomeEntry.Of(members[open[i]].MayHaveGone ? Outcome.Unknown : reason, task.Slice.Entries[open[i]].Attempts, now);
        }
    }

    /// <summary>Takes the claims out of those that nothing reached, so that no cap counts them. Contacts first, the other way round than they were claimed.</summary>
    public async Task GiveBackAsync()
    {
        var unreached = Enumerable.Range(0, members.Length).Where(i => !members[i].MayHaveGone && IsUnreached(i)).ToList();
        foreach (var channel in unreached.Where(i => members[i].IsClaimed || members[i].IsHeld).GroupBy(i => members[i].Tag))
            await audience.GiveBackAsync(task.Partition, [.. channel.Select(i => task.Slice.Members[i])], channel.Key, CancellationToken.None);
        foreach (var index in unreached.Where(i => members[i].IsAddressHeld))
            await addresses.GiveBackAsync(members[index].Address, members[index].Tag, Holder(index), CancellationToken.None);
    }

    // What was offered and waits for the channel keeps its slot (the channel may have taken the mail and failed to say so); everything else that waits has none.
    private bool IsUnreached(int index) => Decided[index] switch
    {
        { Outcome: Outcome.Sent or Outcome.Unknown } => false,
        { Outcome: Outcome.Deferred, DeferReason: DeferReason.Channel } => members[index] is { IsOffered: false, IsClaimed: true, WasHeld: false },
        null => members[index] is { IsOffered: false, IsClaimed: true } or { IsOffered: false, IsAddressClaimed: true },
        _ => true,
    };

    private async Task<AudienceMember[]> ReadAsync(List<int> open, CancellationToken cancellationToken)
    {
        var read = await audience.ReadAsync(task.Partition, open.ConvertAll(i => task.Slice.Members[i]), cancellationToken);
        for (var i = 0; i < open.Count; i++)
        {
            var member = members[open[i]];
            member.Addressee = read[i].Fields is { } fields ? Addressee.Of(fields) : default;
            member.Tag = TagOf(member.Addressee, read[i].State.History);
        }

        return read;
    }

    // Whom the campaign has claimed on one channel stays on it, whatever addresses have come or gone since: else it could write to them twice.
    private CampaignTag TagOf(Addressee addressee, SendHistory history)
    {
        var chosen = task.Terms.Tag.On(ChannelChoice.Of(task.Channel, addressee.Email ?? ""));
        var other = chosen.On(chosen.Channel == MessageChannel.Sms ? MessageChannel.Email : MessageChannel.Sms);
        return task.Channel == CampaignChannel.EmailThenSms && history.Holds(other) ? other : chosen;
    }

    private async Task<Dictionary<AddressKey, AddressState>?> ReachedAsync(List<int> open, CancellationToken cancellationToken)
    {
        if (!task.ByAddress)
            return null;
        for (var i = 0; i < open.Count; i++)
        {
            var address = members[open[i]].To;
            if (address.Length > 0)
                members[open[i]].Address = addresses.KeyOf(task.Key.Account, address);
        }

        return await addresses.ReadAsync(open.Select(i => members[i].Address).Where(a => a != default), cancellationToken);
    }

    private async Task<bool> ClaimAddressesAsync(ClaimedMembers claims, CancellationToken cancellationToken)
    {
        if (claims.Addresses.Count == 0)
            return true;
        var written = await addresses.ClaimAsync(claims.Addresses, cancellationToken);
        foreach (var index in written)
            (members[index].IsAddressHeld, members[index].IsAddressClaimed) = (true, true);
        return written.Count == claims.Addresses.Count;
    }

    private void Decide(
        int index, AudienceMember read, Dictionary<AddressKey, AddressState>? reached, SuppressionSet suppressions, ClaimedMembers claims, DateTimeOffset now)
    {
        Decided[index] = null;
        if (IsBusy(index, read.State, reached, now))
            return;
        var (member, channel) = (members[index], members[index].Tag.Channel);
        var state = StateOf(index, reached);
        var isDuplicate = state is not null && (claims.Takes(member.Address) || (state.History.HolderOf(member.Tag) is { } holder && holder != Holder(index)));
        var recipient = RecipientReading.Of(task, member, read, suppressions, state, isDuplicate);
        var attempts = task.Slice.Entries[index].Attempts;
        switch (Gate.Decide(recipient, task.TermsOn(channel), task.Policy, now))
        {
            case GateDecision.Drop drop:
                Decided[index] = OutcomeEntry.Of(drop.Reason, attempts, now, drop.Detail);
                break;
            case GateDecision.Defer defer:
                Decided[index] = OutcomeEntry.Deferred(defer.Reason, attempts, defer.Until);
                break;
            default:
                Take(index, read, state, claims, now);
                break;
        }
    }

    private void Take(int index, AudienceMember read, AddressState? state, ClaimedMembers claims, DateTimeOffset now)
    {
        // A claim that is taken up again counts from now: caps hold for when a message goes out.
        var member = members[index];
        var history = read.State.History.Without(member.Tag).With(member.Tag, now);
        member.AskedUntil = claims.Until > read.State.ClaimedUntil ? claims.Until : read.State.ClaimedUntil;
        claims.TakesUp |= member.WasHeld && !member.IsClaimed;
        claims.Add(
            new ClaimedMember(index, read.Id, read.Fields!, member.Addressee)
            {
                Channel = member.Tag.Channel, Until = claims.Until, Date = MailDate.Of(read.State.History.ClaimedAt(member.Tag), now),
            },
            read.State.Replace(task.Partition, read.Id, history, claims.Until, claimant.Over(read.State, now)));
        if (state is null)
            return;
        var key = member.Address;
        claims.Add(new AddressClaim(index, key, state.Replace(key, state.History.With(member.Tag, Holder(index), now), claims.Until)));
    }

    // Looks also at what is known of an earlier worker's claim: whether the channel's answer to it was recorded, or the worker died before.
    private bool IsBusy(int index, SendState state, Dictionary<AddressKey, AddressState>? reached, DateTimeOffset now)
    {
        var member = members[index];
        var addressState = StateOf(index, reached);
        var addressHeld = addressState?.History.HolderOf(member.Tag) == Holder(index) && addressState is not null;
        var held = state.History.Holds(member.Tag);
        // Our claim had ended, and another worker took it up: it is theirs.
        if (member.IsClaimed && held && state.ClaimedUntil != member.ClaimedUntil)
            (member.IsClaimed, member.IsAddressClaimed) = (false, false);
        var freeAt = held ? FreeAt(index, state) : state.ClaimedUntil;
        if ((held && !member.IsClaimed && freeAt > now) || (addressHeld && !member.IsAddressClaimed && addressState!.ClaimedUntil > now))
        {
            var until = addressHeld && addressState!.ClaimedUntil > freeAt ? addressState.ClaimedUntil : freeAt;
            BusyUntil = BusyUntil > until ? BusyUntil : until;
            return true;
        }

        if (!member.IsClaimed)
            member.WasHeld = held;
        if (member.WasHeld && !member.IsClaimed)
            member.MayHaveGone |= !IsAnswered(task.Slice.Entries[index], state);
        (member.IsHeld, member.IsAddressHeld) = (held, addressHeld || member.IsAddressClaimed);
        return false;
    }

    // Text messages the channel itself keeps from going out twice.
    private DateTimeOffset FreeAt(int index, SendState state) =>
        members[index].Tag.Channel != MessageChannel.Email || IsAnswered(task.Slice.Entries[index], state) ? state.ClaimedUntil : claimant.FreeAt(state);

    // The channel said "not now", and nobody has claimed since: it is known that nothing went out.
    private static bool IsAnswered(OutcomeEntry entry, SendState state) =>
        entry is { Outcome: Outcome.Deferred, DeferReason: DeferReason.Channel } && state.ClaimedUntil < entry.At;

    private AddressState? StateOf(int index, Dictionary<AddressKey, AddressState>? reached) => reached?.GetValueOrDefault(members[index].Address);

    private ulong Holder(int index) => members[index].Holder ??= AddressHistory.Holder(task.List.Name, task.Slice.Members[index]);
}
