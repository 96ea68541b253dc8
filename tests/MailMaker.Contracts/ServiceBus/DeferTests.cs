using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class DeferTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_deferred_message_comes_by_its_number_only_also_after_a_restart()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var got = await bus.Receiver.ReceiveMessageAsync();
        await bus.Receiver.DeferMessageAsync(got!, new Dictionary<string, object> { ["why"] = "later" });
        await bus.RestartAsync();

        Assert.Null(await bus.NowAsync());
        Assert.Equal(ServiceBusMessageState.Deferred, (await bus.Receiver.PeekMessageAsync())!.State);
        var deferred = await bus.Receiver.ReceiveDeferredMessageAsync(got!.SequenceNumber);

        Assert.Equal((2, "later"), (deferred.DeliveryCount, deferred.ApplicationProperties["why"]));
        await bus.Receiver.CompleteMessageAsync(deferred);
        var gone = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Receiver.ReceiveDeferredMessageAsync(got.SequenceNumber));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, gone.Reason);
    }

    [Fact]
    public async Task A_deferred_message_is_locked_for_one_receiver_and_stays_deferred_when_the_lock_runs_out()
    {
        await using var bus = new BusHome(new QueueSettings { LockDuration = Minute });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var number = (await bus.Receiver.ReceiveMessageAsync())!;
        await bus.Receiver.DeferMessageAsync(number);
        await bus.Receiver.ReceiveDeferredMessageAsync(number.SequenceNumber);
        await Assert.ThrowsAsync<ServiceBusException>(() => bus.Receiver.ReceiveDeferredMessageAsync(number.SequenceNumber));

        bus.Clock.Advance(Minute);

        Assert.Null(await bus.NowAsync());
        Assert.Equal(3, (await bus.Receiver.ReceiveDeferredMessageAsync(number.SequenceNumber)).DeliveryCount);
    }

    [Fact]
    public async Task Looking_goes_on_where_it_ended_and_takes_nothing()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessagesAsync(new[] { "a", "b", "c" }.Select(b => new ServiceBusMessage(b)));
        await bus.Receiver.ReceiveMessageAsync();
        var receiver = bus.Receiver;

        var seen = (await receiver.PeekMessagesAsync(2)).Concat(await receiver.PeekMessagesAsync(2)).ToList();

        Assert.Equal(["a", "b", "c"], seen.Select(m => m.Body.ToString()));
        Assert.Empty(await receiver.PeekMessagesAsync(2));
        Assert.Equal("b", (await receiver.PeekMessageAsync(seen[1].SequenceNumber))!.Body.ToString());
        Assert.Equal(["b", "c"], (await bus.Receiver.ReceiveMessagesAsync(5)).Select(m => m.Body.ToString()));
    }
}
