using Azure.Messaging.ServiceBus;

namespace MailMaker.Embedded.Functions.ServiceBus;

/// <summary>Renews the lock of one message, each time at half of what is left of it.</summary>
internal sealed class LockRenewal : IAsyncDisposable
{
    private readonly ServiceBusReceiver receiver;
    private readonly ServiceBusReceivedMessage message;
    private readonly DateTimeOffset until;
    private readonly TimeProvider clock;
    private readonly Action failed;
    private readonly ITimer timer;
    private volatile bool over;

    private LockRenewal(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, TimeSpan within, TimeProvider clock, Action failed)
    {
        this.receiver = receiver;
        this.message = message;
        this.clock = clock;
        this.failed = failed;
        until = clock.GetUtcNow() + within;
        timer = clock.CreateTimer(static state => _ = ((LockRenewal)state!).RenewAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Plan();
    }

    /// <summary>Starts to renew.</summary>
    /// <param name="receiver">What the message came from.</param>
    /// <param name="message">The message.</param>
    /// <param name="within">No lock is renewed once this much time has gone by.</param>
    /// <param name="clock">The clock of the home.</param>
    /// <param name="failed">Called when a lock could not be renewed; then no further try is made.</param>
    public static LockRenewal Start(
        ServiceBusReceiver receiver, ServiceBusReceivedMessage message, TimeSpan within, TimeProvider clock, Action failed) =>
        new(receiver, message, within, clock, failed);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        over = true;
        return timer.DisposeAsync();
    }

    private void Plan()
    {
        var left = (message.LockedUntil - clock.GetUtcNow()) / 2;
        if (left > TimeSpan.Zero && clock.GetUtcNow() + left < until)
            timer.Change(left, Timeout.InfiniteTimeSpan);
    }

    private async Task RenewAsync()
    {
        try
        {
            if (over)
                return;
            await receiver.RenewMessageLockAsync(message);
            Plan();
        }
        catch (Exception)
        {
            // Settled meanwhile, most often; then there is nothing to say.
            if (!over)
                failed();
        }
    }
}
