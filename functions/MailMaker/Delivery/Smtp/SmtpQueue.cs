namespace MailMaker.Delivery.Smtp;

/// <summary>Mails that wait because all lines are busy, the longest waiting first; none waits longer than its time. Its methods are called under the guard.</summary>
internal sealed class SmtpQueue : IAsyncDisposable
{
    private readonly Lock guard;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private Queue<SmtpOffer> offers = new();
    private long wakesAt = long.MaxValue;

    /// <summary>Makes an empty one.</summary>
    /// <param name="guard">Held by whoever calls a method.</param>
    /// <param name="clock">The time.</param>
    public SmtpQueue(Lock guard, TimeProvider clock)
    {
        (this.guard, this.clock) = (guard, clock);
        timer = clock.CreateTimer(_ => EndOverdue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds one that has begun to wait.</summary>
    public void Add(SmtpOffer offer)
    {
        offers.Enqueue(offer);
        WakeAt(offer.WaitsUntil);
    }

    /// <summary>Takes the one that has waited longest; null when none waits.</summary>
    public SmtpOffer? Take()
    {
        while (offers.TryDequeue(out var offer))
            if (offer.TryTake())
                return offer;
        return null;
    }

    /// <summary>The same, if it may be begun before the line is free: one that can be given up could take the other down with it.</summary>
    public SmtpOffer? Follower() => offers.TryPeek(out var offer) && !offer.Cancelled.CanBeCanceled && !offer.IsLate ? Take() : null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => timer.DisposeAsync();

    private void WakeAt(long moment)
    {
        if (moment >= wakesAt)
            return;
        wakesAt = moment;
        var rest = clock.GetElapsedTime(clock.GetTimestamp(), moment);
        timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void EndOverdue()
    {
        List<SmtpOffer> overdue;
        lock (guard)
        {
            var now = clock.GetTimestamp();
            overdue = [.. offers.Where(o => o.WaitsUntil <= now)];
            offers = new Queue<SmtpOffer>(offers.Where(o => o.WaitsUntil > now));
            wakesAt = long.MaxValue;
            if (offers.Count > 0)
                WakeAt(offers.Min(o => o.WaitsUntil));
        }

        overdue.ForEach(o => o.EndWaiting());
    }
}
