using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class WaitingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_send_wakes_a_waiting_receiver()
    {
        await using var bus = new BusHome();
        var waiting = bus.Receiver.ReceiveMessageAsync(Minute);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        Assert.Equal("a", (await waiting)!.Body.ToString());
    }

    [Fact]
    public async Task Those_who_wait_are_served_in_the_order_in_which_they_came()
    {
        await using var bus = new BusHome();
        await bus.NowAsync();
        var first = bus.Receiver.ReceiveMessagesAsync(2, Minute);
        var second = bus.Receiver.ReceiveMessagesAsync(2, Minute);

        await bus.Sender.SendMessagesAsync(new[] { "a", "b", "c" }.Select(b => new ServiceBusMessage(b)));

        Assert.Equal(["a", "b"], (await first).Select(m => m.Body.ToString()));
        Assert.Equal(["c"], (await second).Select(m => m.Body.ToString()));
    }

    [Fact]
    public async Task A_lock_that_runs_out_wakes_a_waiting_receiver()
    {
        await using var bus = new BusHome(new QueueSettings { LockDuration = Minute });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await bus.Receiver.ReceiveMessageAsync();
        var waiting = bus.Receiver.ReceiveMessageAsync(Minute * 2);

        bus.Clock.Advance(Minute);

        Assert.Equal(2, (await waiting)!.DeliveryCount);
    }

    [Fact]
    public async Task Nothing_comes_after_the_wait_is_over_and_the_message_is_not_lost()
    {
        await using var bus = new BusHome();
        var waiting = bus.Receiver.ReceiveMessageAsync();
        Assert.Null(await bus.NowAsync());
        bus.Clock.Advance(Minute);

        Assert.Null(await waiting);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        Assert.NotNull(await bus.NowAsync());
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_message()
    {
        await using var bus = new BusHome();
        using var cancel = new CancellationTokenSource();
        var waiting = bus.Receiver.ReceiveMessageAsync(Minute, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        Assert.Equal(1, (await bus.NowAsync())!.DeliveryCount);
    }

    [Fact]
    public async Task Closing_the_receiver_or_the_client_ends_its_waits()
    {
        await using var bus = new BusHome();
        var receiver = bus.Receiver;
        var waiting = receiver.ReceiveMessageAsync(Minute);
        await receiver.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessageAsync());

        var other = bus.Receiver;
        var waitingToo = other.ReceiveMessageAsync(Minute);
        await bus.Client.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waitingToo);
        Assert.True(other.IsClosed);
    }

    [Fact]
    public async Task Closing_the_home_ends_waits()
    {
        var bus = new BusHome();
        await bus.NowAsync();
        var waiting = bus.Receiver.ReceiveMessageAsync(Minute);
        await bus.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }
}
