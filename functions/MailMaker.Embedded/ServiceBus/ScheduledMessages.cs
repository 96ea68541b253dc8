namespace MailMaker.Embedded.ServiceBus;

/// <summary>Wakes when a scheduled message of any queue is due, and has it activated. One timer, set to the earliest.</summary>
internal sealed class ScheduledMessages : IAsyncDisposable
{
    // Looked at again at least so often: the clock may be set forward, or the machine have slept, and no timer tells.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly EmbeddedServiceBus bus;
    private readonly Lock guard = new();
    private readonly ITimer timer;
    private DateTimeOffset? wakesAt;
    private Task running = Task.CompletedTask;
    private bool closed;

    public ScheduledMessages(EmbeddedServiceBus bus)
    {
        this.bus = bus;
        timer = bus.Clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (bus.Read(MessageTable.NextDue) is { } next)
            Add(next);
    }

    /// <summary>Wakes at <paramref name="dueAt"/> at the latest.</summary>
    public void Add(DateTimeOffset dueAt)
    {
        lock (guard)
        {
            if (closed || wakesAt <= dueAt)
                return;
            wakesAt = dueAt;
            Arm(dueAt - bus.Clock.GetUtcNow());
        }
    }

    /// <summary>Starts no more activation and waits for the one that runs.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (guard)
            closed = true;
        await timer.DisposeAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private void Wake()
    {
        lock (guard)
        {
            if (closed)
                return;
            if (wakesAt - bus.Clock.GetUtcNow() is { } left && left > TimeSpan.Zero)
            {
                Arm(left);
                return;
            }

            wakesAt = null;
            running = RunAfterAsync(running);
        }
    }

    private void Arm(TimeSpan wait)
    {
        wait = wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < ShortestWait ? ShortestWait : wait;
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private async Task RunAfterAsync(Task before)
    {
        await before.ConfigureAwait(false);
        try
        {
            if (await bus.ActivateDueAsync().ConfigureAwait(false) is { } next)
                Add(next);
        }
        catch (Exception e) when (e is Azure.Messaging.ServiceBus.ServiceBusException or ObjectDisposedException)
        {
            // The store refuses writes until it is opened again, and then the messages are found to be due.
        }
    }
}
