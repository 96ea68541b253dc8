using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class PeekLockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_message_comes_out_as_it_went_in()
    {
        await using var bus = new BusHome();
        var sent = new ServiceBusMessage("hello")
        {
            MessageId = "m1",
            SessionId = "s",
            PartitionKey = "s",
            CorrelationId = "c",
            Subject = "subject",
            To = "to",
            ReplyTo = "reply",
            ReplyToSessionId = "rs",
            ContentType = "text/plain",
            TimeToLive = TimeSpan.FromHours(1),
            ApplicationProperties =
            {
                ["text"] = "ü", ["int"] = 7, ["long"] = 7L, ["bool"] = true, ["double"] = 1.5, ["decimal"] = 1.50m, ["guid"] = Guid.Empty,
                ["time"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), ["span"] = Minute, ["uri"] = new Uri("https://example.com/a"),
                ["char"] = 'x', ["utc"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            },
        };

        await bus.Sender.SendMessageAsync(sent);
        var got = await bus.Receiver.ReceiveMessageAsync();

        Assert.NotNull(got);
        Assert.Equal("hello", got.Body.ToString());
        Assert.Equal(sent.ApplicationProperties.OrderBy(p => p.Key), got.ApplicationProperties.OrderBy(p => p.Key));
        Assert.Equal(
            ("m1", "s", "s", "c", "subject", "to", "reply", "rs", "text/plain"),
            (got.MessageId, got.SessionId, got.PartitionKey, got.CorrelationId, got.Subject, got.To, got.ReplyTo, got.ReplyToSessionId, got.ContentType));
        Assert.Equal(bus.Clock.GetUtcNow(), got.EnqueuedTime);
        Assert.Equal(got.EnqueuedTime.AddHours(1), got.ExpiresAt);
        Assert.Equal(bus.Clock.GetUtcNow().AddMinutes(5), got.LockedUntil);
        Assert.Equal((1, ServiceBusMessageState.Active), (got.DeliveryCount, got.State));
    }

    [Fact]
    public async Task Messages_come_in_the_order_of_their_sequence_numbers()
    {
        await using var bus = new BusHome();
        for (var i = 0; i < 700; i++)
            await bus.Sender.SendMessageAsync(new ServiceBusMessage($"{i}"));

        var bodies = new List<string>();
        var numbers = new List<long>();
        while (bodies.Count < 700)
        {
            foreach (var message in await bus.Receiver.ReceiveMessagesAsync(100))
            {
                bodies.Add(message.Body.ToString());
                numbers.Add(message.SequenceNumber);
            }
        }

        Assert.Equal(Enumerable.Range(0, 700).Select(i => $"{i}"), bodies);
        Assert.Equal(numbers.Order().Distinct(), numbers);
    }

    [Fact]
    public async Task A_locked_message_goes_to_no_other_receiver_and_a_completed_one_is_gone()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));

        var got = await bus.Receiver.ReceiveMessageAsync();
        Assert.Null(await bus.NowAsync());

        await bus.Receiver.CompleteMessageAsync(got!);
        bus.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(await bus.NowAsync());
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(10));
    }

    [Fact]
    public async Task A_message_whose_lock_ran_out_is_delivered_again_and_cannot_be_settled_by_the_first_receiver()
    {
        await using var bus = new BusHome(new QueueSettings { LockDuration = Minute });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var first = await bus.Receiver.ReceiveMessageAsync();

        bus.Clock.Advance(Minute);
        var late = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Receiver.CompleteMessageAsync(first!));
        var second = await bus.NowAsync();

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, late.Reason);
        Assert.Equal(2, second!.DeliveryCount);
        Assert.NotEqual(first!.LockToken, second.LockToken);
        Assert.Equal(first.SequenceNumber, second.SequenceNumber);
        await bus.Receiver.CompleteMessageAsync(second);
    }

    [Fact]
    public async Task A_message_cannot_be_settled_twice()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var got = await bus.Receiver.ReceiveMessageAsync();
        await bus.Receiver.CompleteMessageAsync(got!);

        var again = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Receiver.AbandonMessageAsync(got!));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, again.Reason);
    }

    [Fact]
    public async Task Renewing_keeps_the_lock_and_a_lock_that_ran_out_cannot_be_renewed()
    {
        await using var bus = new BusHome(new QueueSettings { LockDuration = Minute });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var got = await bus.Receiver.ReceiveMessageAsync();

        bus.Clock.Advance(Minute / 2);
        await bus.Receiver.RenewMessageLockAsync(got!);
        Assert.Equal(bus.Clock.GetUtcNow() + Minute, got!.LockedUntil);
        bus.Clock.Advance(Minute * 3 / 4);
        Assert.Null(await bus.NowAsync());

        bus.Clock.Advance(Minute / 4);
        var late = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Receiver.RenewMessageLockAsync(got));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, late.Reason);
        Assert.NotNull(await bus.NowAsync());
    }

    [Fact]
    public async Task An_abandoned_message_is_there_at_once_with_its_new_properties()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a") { ApplicationProperties = { ["kept"] = 1, ["changed"] = "old" } });
        var got = await bus.Receiver.ReceiveMessageAsync();

        await bus.Receiver.AbandonMessageAsync(got!, new Dictionary<string, object> { ["changed"] = "new" });
        await bus.RestartAsync();
        var again = await bus.NowAsync();

        Assert.Equal(2, again!.DeliveryCount);
        Assert.Equal((1, "new"), (again.ApplicationProperties["kept"], again.ApplicationProperties["changed"]));
    }

    [Fact]
    public async Task Receive_and_delete_removes_the_message_as_it_is_received()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var receiver = bus.Client.CreateReceiver(BusHome.Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var got = await receiver.ReceiveMessageAsync();

        Assert.Equal("a", got!.Body.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(got));
        await bus.RestartAsync();
        Assert.Null(await bus.NowAsync());
    }

    [Fact]
    public async Task Racing_receivers_get_each_message_once()
    {
        await using var bus = new BusHome();
        var got = new System.Collections.Concurrent.ConcurrentBag<string>();
        var receivers = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (got.Count < 400 && await bus.Receiver.ReceiveMessagesAsync(3, TimeSpan.FromSeconds(1)) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    got.Add(message.Body.ToString());
                    await bus.Receiver.CompleteMessageAsync(message);
                }
            }
        }).ToList();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => bus.Sender.SendMessageAsync(new ServiceBusMessage($"{i}"))));

        while (!Task.WhenAll(receivers).IsCompleted)
        {
            if (got.Count == 400)
                bus.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(Enumerable.Range(0, 400).Select(i => $"{i}").Order(), got.Order());
        Assert.Empty(await bus.Receiver.PeekMessagesAsync(1));
    }
}
