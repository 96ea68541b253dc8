using Azure.Messaging.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class ScheduleTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_waiting_receiver_gets_a_scheduled_message_when_its_time_comes_and_not_before()
    {
        await using var bus = new BusHome();
        var due = bus.Clock.GetUtcNow() + Hour;
        var number = await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("later"), due);
        var waiting = bus.Receiver.ReceiveMessageAsync(Hour * 2);

        bus.Clock.Advance(Hour - TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCompleted);
        Assert.Equal(ServiceBusMessageState.Scheduled, (await bus.Receiver.PeekMessageAsync())!.State);

        bus.Clock.Advance(TimeSpan.FromSeconds(1));
        var got = await waiting;

        Assert.Equal(("later", due, due), (got!.Body.ToString(), got.ScheduledEnqueueTime, got.EnqueuedTime));
        Assert.Equal(number, got.EnqueuedSequenceNumber);
        Assert.True(got.SequenceNumber > number);
        Assert.Equal(ServiceBusMessageState.Active, got.State);
    }

    [Fact]
    public async Task A_message_that_became_due_while_the_machine_slept_comes_within_seconds()
    {
        await using var bus = new BusHome();
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("later"), bus.Clock.GetUtcNow() + (Hour * 10));
        var waiting = bus.Receiver.ReceiveMessageAsync(Hour);

        bus.Clock.Jump(Hour * 11);
        Assert.False(waiting.IsCompleted);
        bus.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("later", (await waiting.WaitAsync(TimeSpan.FromMinutes(1)))?.Body.ToString());
    }

    [Fact]
    public async Task A_message_due_in_the_past_is_there_at_once()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a") { ScheduledEnqueueTime = bus.Clock.GetUtcNow() - Hour });
        Assert.NotNull(await bus.NowAsync());
    }

    [Fact]
    public async Task A_cancelled_message_never_comes_and_cannot_be_cancelled_twice()
    {
        await using var bus = new BusHome();
        var numbers = await bus.Sender.ScheduleMessagesAsync([new ServiceBusMessage("a"), new ServiceBusMessage("b")], bus.Clock.GetUtcNow() + Hour);

        await bus.Sender.CancelScheduledMessageAsync(numbers[0]);
        var twice = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Sender.CancelScheduledMessagesAsync(numbers));
        bus.Clock.Advance(Hour);
        var got = await bus.Receiver.ReceiveMessageAsync();

        Assert.Equal(ServiceBusFailureReason.MessageNotFound, twice.Reason);
        Assert.Equal("b", got!.Body.ToString());
        Assert.Null(await bus.NowAsync());
    }

    [Fact]
    public async Task A_message_that_became_active_cannot_be_cancelled()
    {
        await using var bus = new BusHome();
        var number = await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("a"), bus.Clock.GetUtcNow() + Hour);
        bus.Clock.Advance(Hour);
        Assert.NotNull(await bus.Receiver.ReceiveMessageAsync());

        var late = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Sender.CancelScheduledMessageAsync(number));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, late.Reason);
    }

    [Fact]
    public async Task What_became_due_while_the_process_was_down_comes_after_the_restart()
    {
        await using var bus = new BusHome();
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("a"), bus.Clock.GetUtcNow() + Hour);
        await bus.Sender.ScheduleMessageAsync(new ServiceBusMessage("b"), bus.Clock.GetUtcNow() + (Hour * 100));
        bus.Clock.SetUtcNow(bus.Clock.GetUtcNow() + (Hour / 2));
        await bus.RestartAsync();

        var waiting = bus.Receiver.ReceiveMessageAsync(Hour * 10);
        bus.Clock.Advance(Hour);
        var first = await waiting;
        Assert.Equal("a", first!.Body.ToString());
        await bus.Receiver.CompleteMessageAsync(first);

        var waitingMore = bus.Receiver.ReceiveMessageAsync(Hour * 200);
        bus.Clock.Advance(Hour * 110);
        Assert.Equal("b", (await waitingMore)!.Body.ToString());
    }

    [Fact]
    public async Task Many_scheduled_messages_of_two_queues_come_in_the_order_of_their_times()
    {
        await using var bus = new BusHome();
        var now = bus.Clock.GetUtcNow();
        foreach (var queue in new[] { "one", "two" })
        {
            for (var i = 0; i < 3; i++)
            {
                var batch = Enumerable.Range(0, 100).Select(n => new ServiceBusMessage($"{((2 - i) * 100) + n}"));
                await bus.Client.CreateSender(queue).ScheduleMessagesAsync(batch, now + (Hour * (3 - i)));
            }
        }

        bus.Clock.Advance(Hour * 3);
        foreach (var queue in new[] { "one", "two" })
        {
            var got = new List<string>();
            while (got.Count < 300)
                got.AddRange((await bus.Client.CreateReceiver(queue).ReceiveMessagesAsync(300)).Select(m => m.Body.ToString()));
            Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), got);
        }
    }
}
