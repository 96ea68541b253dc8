using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>
/// One queue: who may receive which message next, and under which lock. Ready messages are read from the store a window at a time, so
/// memory does not grow with the queue. Thread-safe.
/// </summary>
internal sealed partial class BusQueue : IBusQueue
{
    private const int WindowMessages = 256;
    private const int WindowBytes = 4 * 1024 * 1024;

    private readonly EmbeddedServiceBus bus;
    private readonly QueueSettings settings;
    private readonly BusQueue? deadLetters;
    private readonly ITimer timer;

    private readonly Lock guard = new();
    private readonly PriorityQueue<StoredMessage, long> ready = new();
    private readonly LockTable locks = new();
    private readonly HashSet<long> deferredInUse = [];
    private readonly LinkedList<ReceiveWaiter> waiters = new();
    private MessageKey read;
    private bool moreOnDisk = true;
    private bool timerSet;
    private bool closed;

    public BusQueue(EmbeddedServiceBus bus, QueueName name, int number, PositionCounter positions, QueueSettings settings, BusQueue? deadLetters)
    {
        this.bus = bus;
        Name = name;
        Number = number;
        Positions = positions;
        this.settings = settings;
        this.deadLetters = deadLetters;
        read = new MessageKey(number, 0);
        timer = bus.Clock.CreateTimer(_ => EndLocks(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Its name.</summary>
    public QueueName Name { get; }

    /// <summary>Its number in the store.</summary>
    public int Number { get; }

    /// <summary>Positions for messages that come; for the writer thread.</summary>
    public PositionCounter Positions { get; }

    /// <summary>
    /// Takes up to <paramref name="most"/> messages, waiting for the first one up to <paramref name="wait"/>; empty when none came. That they were
    /// delivered once more is on disk when this returns.
    /// </summary>
    public async Task<List<MessageLock>> ReceiveAsync(int most, TimeSpan wait, bool keepsLock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReceiveWaiter? waiter = null;
        List<MessageLock> taken = [];
        lock (guard)
        {
            ObjectDisposedException.ThrowIf(closed, bus);
            if (waiters.Count == 0)
                taken = Take(most, keepsLock);
            if (taken.Count == 0 && wait > TimeSpan.Zero)
                waiters.AddLast((waiter = new ReceiveWaiter(most, keepsLock)).Place);
        }

        if (waiter is not null)
            taken = await WaitAsync(waiter, wait, cancellationToken).ConfigureAwait(false);
        if (taken.Count > 0)
            await RecordDeliveryAsync(taken, keepsLock).ConfigureAwait(false);
        return taken;
    }

    /// <summary>Messages have come on disk.</summary>
    public void Arrived()
    {
        lock (guard)
        {
            moreOnDisk = true;
            ServeWaiters();
        }
    }

    /// <summary>Ends all waiting: the home closes.</summary>
    public void Close()
    {
        timer.Dispose();
        lock (guard)
        {
            closed = true;
            foreach (var waiter in waiters)
                waiter.Close();
            waiters.Clear();
        }
    }

    private async Task<List<MessageLock>> WaitAsync(ReceiveWaiter waiter, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var patience = bus.Clock.CreateTimer(_ => Withdraw(waiter, w => w.Give([])), null, wait, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellationToken.UnsafeRegister(_ => Withdraw(waiter, w => w.Cancel(cancellationToken)), null);
        return await waiter.Arrived.ConfigureAwait(false);
    }

    private void Withdraw(ReceiveWaiter waiter, Action<ReceiveWaiter> then)
    {
        lock (guard)
        {
            if (waiter.Place.List is null)
                return;
            waiters.Remove(waiter.Place);
            then(waiter);
        }
    }

    private async Task RecordDeliveryAsync(List<MessageLock> taken, bool keepsLock)
    {
        try
        {
            // A delivery that a power loss keeps from being counted is made once more; one that was removed must not come again.
            await bus.WriteAsync(session => keepsLock ? Count(session, taken) : Remove(session, taken), isSynced: !keepsLock).ConfigureAwait(false);
        }
        catch
        {
            GiveBack(taken, keepsLock);
            throw;
        }
    }

    private static int Count(SqliteSession session, List<MessageLock> taken)
    {
        foreach (var held in taken)
            MessageTable.SetDelivered(session, held.Message.Key, held.Message.DeliveryCount);
        return taken.Count;
    }

    private static int Remove(SqliteSession session, List<MessageLock> taken)
    {
        foreach (var held in taken)
            MessageTable.Delete(session, held.Message.Key);
        return taken.Count;
    }

    // The delivery did not happen: the disk did not take it.
    private void GiveBack(List<MessageLock> taken, bool keptLock)
    {
        lock (guard)
        {
            foreach (var held in taken)
            {
                if (keptLock && locks.Take(held.Token, DateTimeOffset.MinValue) is null)
                    continue;
                held.Message.DeliveryCount--;
                Free(held.Message);
            }

            ServeWaiters();
        }
    }

    // ---- inside the guard ----

    private List<MessageLock> Take(int most, bool keepsLock)
    {
        var now = bus.Clock.GetUtcNow();
        var taken = new List<MessageLock>();
        while (taken.Count < most && (ready.Count > 0 || ReadWindow(now)))
        {
            if (!ready.TryDequeue(out var message, out _))
                continue;
            if (message.ExpiresAt <= now && deadLetters is not null) // dead letters have no end
                Retire(message, "TTLExpiredException", "The message expired and was dead lettered.", settings.DeadLetterOnExpiration);
            else
                taken.Add(Hold(message, now, keepsLock));
        }

        return taken;
    }

    // False when the disk has no more; else some may have been added.
    private bool ReadWindow(DateTimeOffset now)
    {
        if (!moreOnDisk)
            return false;
        var from = read;
        var window = bus.Read(session => MessageTable.Active(session, from, WindowMessages, WindowBytes));
        moreOnDisk = window.Count > 0;
        foreach (var message in window)
            Free(message);
        if (window.Count > 0)
            read = window[^1].Key;
        return moreOnDisk;
    }

    private MessageLock Hold(StoredMessage message, DateTimeOffset now, bool keepsLock)
    {
        message.DeliveryCount++;
        var held = new MessageLock(message, now + settings.LockDuration);
        if (keepsLock)
        {
            locks.Add(held);
            SetTimer(now);
        }

        return held;
    }

    // Nobody holds the message any more: it is ready again, or has had its chances.
    private void Free(StoredMessage message)
    {
        if (deadLetters is not null && message.DeliveryCount >= settings.MaxDeliveryCount)
            Retire(message, "MaxDeliveryCountExceeded", $"The message was delivered {message.DeliveryCount} times without being completed.", deadLetter: true);
        else if (message.State == ServiceBusMessageState.Deferred)
            deferredInUse.Remove(message.SequenceNumber);
        else
            ready.Enqueue(message, message.Key.Value);
    }

    private void ServeWaiters()
    {
        while (waiters.First is { } first && Take(first.Value.Most, first.Value.KeepsLock) is { Count: > 0 } taken)
        {
            waiters.RemoveFirst();
            first.Value.Give(taken);
        }
    }

    private void SetTimer(DateTimeOffset now)
    {
        if (timerSet || locks.FirstEnd is not { } end)
            return;
        timerSet = true;
        timer.Change(end > now ? end - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    // ---- the timer ----

    private void EndLocks()
    {
        lock (guard)
        {
            timerSet = false;
            if (closed)
                return;
            var now = bus.Clock.GetUtcNow();
            while (locks.TakeEnded(now) is { } held)
                Free(held.Message);
            SetTimer(now);
            ServeWaiters();
        }
    }
}
