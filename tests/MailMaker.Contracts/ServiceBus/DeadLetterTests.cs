using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class DeadLetterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_message_that_was_abandoned_as_often_as_allowed_is_dead_lettered()
    {
        await using var bus = new BusHome(new QueueSettings { MaxDeliveryCount = 3 });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("poison") { MessageId = "p" });
        for (var i = 1; i <= 3; i++)
        {
            var got = await bus.Receiver.ReceiveMessageAsync();
            Assert.Equal(i, got!.DeliveryCount);
            await bus.Receiver.AbandonMessageAsync(got);
        }

        var dead = await bus.DeadLetters.ReceiveMessageAsync();

        Assert.Null(await bus.NowAsync());
        Assert.Equal(("p", "poison", "MaxDeliveryCountExceeded"), (dead!.MessageId, dead.Body.ToString(), dead.DeadLetterReason));
        Assert.NotEmpty(dead.DeadLetterErrorDescription!);
    }

    [Fact]
    public async Task A_lock_that_runs_out_counts_as_a_delivery()
    {
        await using var bus = new BusHome(new QueueSettings { MaxDeliveryCount = 2, LockDuration = Minute });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("poison"));
        await bus.Receiver.ReceiveMessageAsync();
        bus.Clock.Advance(Minute);
        await bus.Receiver.ReceiveMessageAsync();
        bus.Clock.Advance(Minute);

        var dead = await bus.DeadLetters.ReceiveMessageAsync();

        Assert.Equal("MaxDeliveryCountExceeded", dead!.DeadLetterReason);
        Assert.Null(await bus.NowAsync());
    }

    [Fact]
    public async Task A_dead_lettered_message_keeps_its_number_and_says_why()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        var got = await bus.Receiver.ReceiveMessageAsync();

        await bus.Receiver.DeadLetterMessageAsync(got!, new Dictionary<string, object> { ["tries"] = 3 }, "Unreadable", "Not JSON.");
        await bus.RestartAsync();
        var dead = await bus.NowAsync(bus.DeadLetters);

        Assert.Equal(("Unreadable", "Not JSON.", 3), (dead!.DeadLetterReason, dead.DeadLetterErrorDescription, dead.ApplicationProperties["tries"]));
        Assert.Equal(got!.SequenceNumber, dead.SequenceNumber);
        await bus.DeadLetters.CompleteMessageAsync(dead);
        Assert.Null(await bus.NowAsync(bus.DeadLetters));
    }

    [Fact]
    public async Task The_dead_letter_queue_delivers_for_ever_and_takes_no_messages()
    {
        await using var bus = new BusHome(new QueueSettings { MaxDeliveryCount = 1 });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await bus.Receiver.DeadLetterMessageAsync((await bus.Receiver.ReceiveMessageAsync())!, "why");
        for (var i = 0; i < 5; i++)
            await bus.DeadLetters.AbandonMessageAsync((await bus.DeadLetters.ReceiveMessageAsync())!);

        Assert.NotNull(await bus.NowAsync(bus.DeadLetters));
        var refused = await Assert.ThrowsAsync<ServiceBusException>(
            () => bus.Client.CreateSender(BusHome.Queue + "/$DeadLetterQueue").SendMessageAsync(new ServiceBusMessage("b")));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, refused.Reason);
    }

    [Fact]
    public async Task A_copy_of_a_dead_letter_can_be_sent_again_without_its_reason()
    {
        await using var bus = new BusHome(new QueueSettings { DuplicateDetectionWindow = TimeSpan.Zero });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "m", ApplicationProperties = { ["kept"] = 1 } });
        await bus.Receiver.DeadLetterMessageAsync((await bus.Receiver.ReceiveMessageAsync())!, "why", "because");

        await bus.Sender.SendMessageAsync(new ServiceBusMessage((await bus.DeadLetters.ReceiveMessageAsync())!));
        var again = await bus.Receiver.ReceiveMessageAsync();

        Assert.Equal(("a", "m", 1), (again!.Body.ToString(), again.MessageId, again.DeliveryCount));
        Assert.Equal(["kept"], again.ApplicationProperties.Keys);
    }

    [Fact]
    public async Task An_expired_message_is_not_delivered()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("short") { TimeToLive = Minute });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("long") { TimeToLive = Minute * 3 });

        bus.Clock.Advance(Minute);

        Assert.Equal("long", (await bus.NowAsync())!.Body.ToString());
        Assert.Null(await bus.NowAsync(bus.DeadLetters));
    }

    [Fact]
    public async Task An_expired_message_is_dead_lettered_where_the_queue_says_so()
    {
        await using var bus = new BusHome(new QueueSettings { DeadLetterOnExpiration = true, DefaultTimeToLive = Minute });
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        bus.Clock.Advance(Minute);
        Assert.Null(await bus.NowAsync());

        var dead = await bus.DeadLetters.ReceiveMessageAsync();

        Assert.Equal("TTLExpiredException", dead!.DeadLetterReason);
    }
}
