using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
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
    private readonly SliceTask task;
    private readonly MemberClaim[] members;

    internal SliceDecisions(AudienceStore audience, AddressClaims addresses, SuppressedAddresses suppressed, TimeProvider clock, SliceTask task)
    {
        (this.audience, this.addresses, this.suppressed, this.clock, this.task) = (audience, addresses, suppressed, clock, task);
        members = [.. Enumerable.Range(0, task.Slice.Members.Count).Select(_ => new MemberClaim())];
        Decided = new OutcomeEntry?[members.Length];
    }

    /// <summary>The new outcome of each member; null where there is none.</summary>
    public OutcomeEntry?[] Decided { get; }

    /// <summary>When another worker's claim on some members ends; null when none has one.</summary>
    public DateTimeOffset? BusyUntil { get; private set; }

    private CampaignTag Tag => task.Terms.Tag;

    /// <summary>Decides for members, and claims those that may be written to.</summary>
    /// <param name="open">Their places in the slice.</param>
    /// <param name="cancellationToken">Stops the work before a claim.</param>
    /// <returns>The claims; null when somebody wrote in between: read and decide again.</returns>
    public async Task<ClaimedMembers?> ClaimAsync(List<int> open, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(open, cancellationToken);
        // After the send states, for the reason that goodbyes are read after them.
        var suppressions = await suppressed.CurrentAsync(task.Key.Account, cancellationToken);
        var reached = await ReachedAsync(open, read, cancellationToken);
        var now = clock.GetUtcNow();
        var claims = new ClaimedMembers(now + SliceRun.Lease);
        for (var i = 0; i < open.Count; i++)
            Decide(open[i], read[i], reached, suppressions, claims, now);
        // The address first: only who holds it goes on to the contact, whose claim is what allows a hand-over.
        if (!await ClaimAddressesAsync(claims, cancellationToken) || !await audience.ClaimAsync(claims.Actions, cancellationToken))
            return null;
        foreach (var claim in claims.Members)
            members[claim.Index].IsClaimed = true;
        return claims;
    }

    /// <summary>Notes that a hand-over to a member begins: from now on what became of it is known only from its outcome.</summary>
    public void Offer(int index) => members[index].IsOffered = true;

    /// <summary>Drops every member that has no final outcome, but those that another worker has claimed.</summary>
    public async Task DropRestAsync(Outcome reason, CancellationToken cancellationToken)
    {
        var open = Enumerable.Range(0, members.Length).Where(i => !task.Slice.Entries[i].Outcome.IsFinal()).ToList();
        var read = await ReadAsync(open, cancellationToken);
        var reached = await ReachedAsync(open, read, cancellationToken);
        var now = clock.GetUtcNow();
        for (var i = 0; i < open.Count; i++)
        {
            if (!IsBusy(open[i], read[i].State, reached, now))
                Decided[open[i]] = OutcomeEntry.Of(reason, task.Slice.Entries[open[i]].Attempts, now);
        }
    }

    /// <summary>Takes the claims out of those that nothing reached, so that no cap counts them. Contacts first, the other way round than they were claimed.</summary>
    public async Task GiveBackAsync()
    {
        var unreached = Enumerable.Range(0, members.Length).Where(i => !members[i].MayHaveGone && IsUnreached(i)).ToList();
        await audience.GiveBackAsync(
            task.Partition, [.. unreached.Where(i => members[i].IsClaimed || members[i].IsHeld).Select(i => task.Slice.Members[i])], Tag, CancellationToken.None);
        foreach (var index in unreached.Where(i => members[i].IsAddressHeld))
            await addresses.GiveBackAsync(members[index].Address, Tag, Holder(index), CancellationToken.None);
    }

    // What waits for the channel keeps its slot (the channel may have taken the mail and failed to say so); everything else that waits has none.
    private bool IsUnreached(int index) => Decided[index] switch
    {
        { Outcome: Outcome.Sent } => false,
        { Outcome: Outcome.Deferred, DeferReason: DeferReason.Channel } => false,
        null => members[index] is { IsOffered: false, IsClaimed: true } or { IsOffered: false, IsAddressClaimed: true },
        _ => true,
    };

    private Task<AudienceMember[]> ReadAsync(List<int> open, CancellationToken cancellationToken) =>
        audience.ReadAsync(task.Partition, open.ConvertAll(i => task.Slice.Members[i]), cancellationToken);

    private async Task<Dictionary<AddressKey, AddressState>?> ReachedAsync(List<int> open, AudienceMember[] read, CancellationToken cancellationToken)
    {
        if (!task.ByAddress)
            return null;
        for (var i = 0; i < open.Count; i++)
        {
            var address = read[i].Fields is { } fields ? Addressee.Of(fields).Email : "";
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
        var addressee = read.Fields is { } fields ? Addressee.Of(fields) : default;
        var address = addressee.Email ?? "";
        var state = StateOf(index, reached);
        var recipient = new Recipient(
            read.Fields is not null, addressee.Consented, read.HasLeft, suppressions.Find(task.List.Name, address), address.Length > 0, read.State.History)
        {
            TimeZone = addressee.TimeZone ?? "", Frequency = addressee.Frequency ?? "", NightConsent = addressee.NightConsent,
            IsAddressValid = IsDeliverable(address),
            PersonHistory = state?.History.Sends ?? default,
            IsDuplicate = state is not null && (claims.Takes(members[index].Address) || (state.History.HolderOf(Tag) is { } holder && holder != Holder(index))),
        };
        var attempts = task.Slice.Entries[index].Attempts;
        switch (Gate.Decide(recipient, task.Terms, task.Policy, now))
        {
            case GateDecision.Drop drop:
                Decided[index] = OutcomeEntry.Of(drop.Reason, attempts, now, drop.Detail);
                break;
            case GateDecision.Defer defer:
                Decided[index] = OutcomeEntry.Deferred(defer.Reason, attempts, defer.Until);
                break;
            default:
                Take(index, read, state, addressee, claims, now);
                break;
        }
    }

    private void Take(int index, AudienceMember read, AddressState? state, Addressee addressee, ClaimedMembers claims, DateTimeOffset now)
    {
        // A claim that is taken up again counts from now: caps hold for when a message goes out.
        var history = read.State.History.Without(Tag).With(Tag, now);
        claims.Add(index, read.Id, read.Fields!, addressee, read.State.Replace(task.Partition, read.Id, history, claims.Until));
        if (state is null)
            return;
        var key = members[index].Address;
        claims.Add(new AddressClaim(index, key, state.Replace(key, state.History.With(Tag, Holder(index), now), claims.Until)));
    }

    // Looks also at what is known of an earlier worker's claim: whether the channel's answer to it was recorded, or the worker died before.
    private bool IsBusy(int index, SendState state, Dictionary<AddressKey, AddressState>? reached, DateTimeOffset now)
    {
        var member = members[index];
        var addressState = StateOf(index, reached);
        var addressHeld = addressState?.History.HolderOf(Tag) == Holder(index) && addressState is not null;
        var held = state.History.Holds(Tag);
        if ((held && !member.IsClaimed && state.ClaimedUntil > now) || (addressHeld && !member.IsAddressClaimed && addressState!.ClaimedUntil > now))
        {
            var until = addressHeld && addressState!.ClaimedUntil > state.ClaimedUntil ? addressState.ClaimedUntil : state.ClaimedUntil;
            BusyUntil = BusyUntil > until ? BusyUntil : until;
            return true;
        }

        if (held && !member.IsClaimed)
            member.MayHaveGone |= !IsAnswered(task.Slice.Entries[index], state);
        (member.IsHeld, member.IsAddressHeld) = (held, addressHeld || member.IsAddressClaimed);
        return false;
    }

    // The channel said "not now", and nobody has claimed since: it is known that nothing went out.
    private static bool IsAnswered(OutcomeEntry entry, SendState state) =>
        entry is { Outcome: Outcome.Deferred, DeferReason: DeferReason.Channel } && state.ClaimedUntil < entry.At;

    private AddressState? StateOf(int index, Dictionary<AddressKey, AddressState>? reached) => reached?.GetValueOrDefault(members[index].Address);

    private ulong Holder(int index) => members[index].Holder ??= AddressHistory.Holder(task.List.Name, task.Slice.Members[index]);

    private static bool IsDeliverable(string address)
    {
        Span<char> canonical = stackalloc char[EmailAddress.MostOctets];
        return EmailAddress.Normalise(address, canonical, out _) is null;
    }
}
