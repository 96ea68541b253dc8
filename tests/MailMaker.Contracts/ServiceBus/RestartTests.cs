using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class RestartTests
{
    [Fact]
    public async Task A_message_held_by_the_old_process_is_there_at_once_after_the_restart_and_the_delivery_counted()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var old = await bus.Receiver.ReceiveMessageAsync();
        await bus.RestartAsync();

        var got = await bus.NowAsync();

        Assert.Equal(2, got!.DeliveryCount);
        var late = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Receiver.CompleteMessageAsync(old!));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, late.Reason);
    }

    [Fact]
    public async Task A_message_that_brings_the_process_down_each_time_is_dead_lettered_in_the_end()
    {
        await using var bus = new BusHome(new QueueSettings { MaxDeliveryCount = 3 });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("poison"));
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("good"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("poison", (await bus.Receiver.ReceiveMessageAsync())!.Body.ToString());
            await bus.RestartAsync();
        }

        Assert.Equal("good", (await bus.NowAsync())!.Body.ToString());
        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLetters.ReceiveMessageAsync())!.DeadLetterReason);
    }

    [Fact]
    public async Task Sequence_numbers_rise_over_restarts_also_when_the_queue_was_emptied()
    {
        await using var bus = new BusHome();
        var numbers = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
            var got = await bus.Receiver.ReceiveMessageAsync();
            numbers.Add(got!.SequenceNumber);
            await bus.Receiver.CompleteMessageAsync(got);
            await bus.RestartAsync();
        }

        Assert.Equal(numbers.Order().Distinct(), numbers);
        Assert.Equal(3, numbers.Count);
    }
}
