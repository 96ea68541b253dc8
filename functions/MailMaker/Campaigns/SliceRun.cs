using MailMaker.Core.Campaigns;

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

    // How long a slice waits for a channel that had no room for any of its messages.
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(2);

    private readonly SliceDecisions decisions;
    private readonly MessageHandOver handOver;
    private readonly TimeProvider clock;
    private readonly SliceTask task;
    private readonly CompiledContent content;
    private readonly SliceTurn turn;
    private readonly SliceRecord record;
    private readonly SentGroups? sent;

    internal SliceRun(SliceDecisions decisions, MessageHandOver handOver, TimeProvider clock, SliceTask task, CompiledContent content, SliceTurn turn, SliceRecord record)
    {
        (this.decisions, this.handOver, this.clock, this.task, this.content, this.turn, this.record) = (decisions, handOver, clock, task, content, turn, record);
        // Where a repeated hand-over goes out once, it costs nothing to make it again after a crash.
        sent = handOver.RecognisesRepeats ? null : new SentGroups(task.Slice.Members.Count, record.RecordAsync);
    }

    /// <summary>The new outcome of each member; null where there is none.</summary>
    public OutcomeEntry?[] Decided => decisions.Decided;

    /// <summary>Asked after each claim: whether the campaign still sends. What was read before the claim may be out of date.</summary>
    public Func<CancellationToken, Task<bool>> IsSending { get; set; } = _ => Task.FromResult(true);

    /// <summary>When another worker's claim on some members ends; null when none has one.</summary>
    public DateTimeOffset? BusyUntil => decisions.BusyUntil;

    /// <summary>Works until every member that is due has an outcome, is claimed by another worker, or the host stops.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = Enumerable.Range(0, task.Slice.Members.Count)
            .Where(i => task.Slice.Entries[i] is { Outcome: Outcome.Pending } or { Outcome: Outcome.Deferred } && task.Slice.Entries[i].At <= now)
            .ToList();
        if (open.Count > 0 && await turn.ResumesAtAsync(cancellationToken) is { } resumesAt)
        {
            decisions.Wait(open, resumesAt);
            return;
        }

        while (open.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            if (await decisions.ClaimAsync(open, turn, cancellationToken) is not { } claims)
                continue;
            // It recorded what it did before its claim ended, but for what it was handing over just then; this slice may have been read before that.
            if (claims.TakesUp)
                decisions.LeaveOut(claims, await record.ReadAgainAsync(cancellationToken));
            // Paused or cancelled meanwhile: whoever was told so before this claim finds that nothing of it is handed over.
            if (!await IsSending(cancellationToken))
            {
                await turn.GiveBackAsync(decisions.IsOffered);
                return;
            }

            open = await HandOverAsync(claims, cancellationToken);
        }
    }

    /// <summary>Takes the claims out of those that nothing reached, so that no cap counts them.</summary>
    public Task GiveBackAsync() => decisions.GiveBackAsync();

    // Returns the members that nothing became of: the lease was too short for them.
    private async Task<List<int>> HandOverAsync(ClaimedMembers claims, CancellationToken cancellationToken)
    {
        var (next, late) = (-1, 0);
        try
        {
            await RecordInTimeAsync(Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => LaneAsync())), claims);
        }
        finally
        {
            await turn.GiveBackAsync(decisions.IsOffered);
        }

        foreach (var (index, entry) in turn.Reprieve())
            Decided[index] = task.InTime(entry);
        // All connections are busy with others' messages: to claim again and again would only keep the tables busy too.
        if (late > 0 && claims.Members.All(m => Decided[m.Index] is null))
            decisions.Wait([.. claims.Members.Select(m => m.Index)], clock.GetUtcNow() + BusyFor);
        return [.. claims.Members.Select(m => m.Index).Where(i => Decided[i] is null)];

        async Task LaneAsync()
        {
            if (Volatile.Read(ref next) >= claims.Members.Count - 1)
                return;
            using var mail = handOver.Begin(task.Key, task.List, content, turn);
            while (!cancellationToken.IsCancellationRequested && MayBegin(claims))
            {
                var place = Interlocked.Increment(ref next);
                if (place >= claims.Members.Count)
                    return;
                var claim = claims.Members[place];
                if (!turn.Takes(claim.Channel))
                    continue;
                decisions.Offer(claim.Index);
                if (await mail.SendAsync(claim, task.Slice.Entries[claim.Index].Attempts + 1) is { } entry)
                {
                    var outcome = task.InTime(entry);
                    Decided[claim.Index] = outcome;
                    await (sent?.AddAsync(claim.Index, outcome) ?? Task.CompletedTask);
                    continue;
                }

                decisions.TakeBack(claim.Index);
                Interlocked.Increment(ref late);
            }
        }
    }

    // A run that outlasts its claims records what has left before they end; another worker on the slice would hand it over again.
    private async Task RecordInTimeAsync(Task lanes, ClaimedMembers claims)
    {
        using var over = new CancellationTokenSource();
        var left = Lease - Margin - clock.GetElapsedTime(claims.ClaimedAt);
        try
        {
            if (sent is not null && await Task.WhenAny(lanes, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, over.Token)) != lanes)
                await sent.FlushAsync();
        }
        finally
        {
            await over.CancelAsync();
            await lanes;
        }

        if (sent is not null && !MayBegin(claims))
            await sent.FlushAsync();
    }

    // By both clocks: one that is set back must not lengthen a claim that a goodbye no longer waits for; one that is set forward ends it for everybody else.
    private bool MayBegin(ClaimedMembers claims) =>
        clock.GetUtcNow() < claims.Until - Margin && clock.GetElapsedTime(claims.ClaimedAt) < Lease - Margin;
}
