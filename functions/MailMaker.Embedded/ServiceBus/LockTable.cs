namespace MailMaker.Embedded.ServiceBus;

/// <summary>The locks of one queue: found by token, ordered by their end. Used inside the queue's guard.</summary>
internal sealed class LockTable
{
    private readonly Dictionary<Guid, MessageLock> byToken = [];
    private readonly LinkedList<MessageLock> byEnd = new();

    /// <summary>When the first lock ends; null when there is none.</summary>
    public DateTimeOffset? FirstEnd => byEnd.First?.Value.Until;

    /// <summary>Adds a lock, or one that was taken out.</summary>
    public void Add(MessageLock held)
    {
        byToken.Add(held.Token, held);
        Sort(held);
    }

    /// <summary>Takes the lock out if it stands at <paramref name="now"/>.</summary>
    public MessageLock? Take(Guid token, DateTimeOffset now) =>
        Find(token, now) is { } held && Remove(held) ? held : null;

    /// <summary>Gives the lock a new end, if it stands at <paramref name="now"/>.</summary>
    public MessageLock? Renew(Guid token, DateTimeOffset now, DateTimeOffset until)
    {
        if (Find(token, now) is not { } held)
            return null;
        byEnd.Remove(held.Place);
        held.Until = until;
        Sort(held);
        return held;
    }

    /// <summary>Takes out the next lock that has ended by <paramref name="now"/>; null when there is none.</summary>
    public MessageLock? TakeEnded(DateTimeOffset now) =>
        byEnd.First?.Value is { } held && held.Until <= now && Remove(held) ? held : null;

    private MessageLock? Find(Guid token, DateTimeOffset now) =>
        byToken.TryGetValue(token, out var held) && held.Until > now ? held : null;

    private bool Remove(MessageLock held)
    {
        byEnd.Remove(held.Place);
        return byToken.Remove(held.Token);
    }

    // All locks of a queue last equally long, so the place is the end of the list unless the clock was set back.
    private void Sort(MessageLock held)
    {
        var before = byEnd.Last;
        while (before is not null && before.Value.Until > held.Until)
            before = before.Previous;
        if (before is null)
            byEnd.AddFirst(held.Place);
        else
            byEnd.AddAfter(before, held.Place);
    }
}
