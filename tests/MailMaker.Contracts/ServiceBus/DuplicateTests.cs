using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class DuplicateTests
{
    [Fact]
    public async Task A_message_id_sent_again_within_the_window_is_dropped_in_silence()
    {
        await using var bus = new BusHome();
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("first") { MessageId = "m" });
        await bus.Receiver.CompleteMessageAsync((await bus.Receiver.ReceiveMessageAsync())!);
        await bus.RestartAsync();

        await bus.Sender.SendMessageAsync(new ServiceBusMessage("second") { MessageId = "m" });
        Assert.Null(await bus.NowAsync());

        bus.Clock.Advance(TimeSpan.FromMinutes(10));
        await bus.Sender.SendMessageAsync(new ServiceBusMessage("third") { MessageId = "m" });
        Assert.Equal("third", (await bus.NowAsync())!.Body.ToString());
    }

    [Fact]
    public async Task Of_a_batch_only_the_duplicates_are_dropped_and_other_queues_do_not_count()
    {
        await using var bus = new BusHome();
        await bus.Client.CreateSender("other").SendMessageAsync(new ServiceBusMessage("other") { MessageId = "b" });
        await bus.Sender.SendMessagesAsync(new[] { "a", "b", "a", "B" }.Select(id => new ServiceBusMessage(id) { MessageId = id }));
        await bus.Sender.SendMessagesAsync([new ServiceBusMessage("none"), new ServiceBusMessage("none")]);

        var got = await bus.Receiver.ReceiveMessagesAsync(10);

        Assert.Equal(["a", "b", "B", "none", "none"], got.Select(m => m.Body.ToString()));
    }

    [Fact]
    public async Task The_memory_of_ids_does_not_grow_for_ever()
    {
        await using var bus = new BusHome(new QueueSettings { DuplicateDetectionWindow = TimeSpan.FromMinutes(1) });
        for (var i = 0; i < 50; i++)
        {
            await bus.Sender.SendMessagesAsync(Enumerable.Range(0, 100).Select(n => new ServiceBusMessage("x") { MessageId = $"{i}/{n}" }));
            bus.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.InRange(bus.RememberedIds, 100, 500);
    }
}
