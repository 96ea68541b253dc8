using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;

namespace MailMaker.Contracts.ServiceBus;

public sealed class SizeTests
{
    [Fact]
    public async Task A_message_over_256_KB_is_refused()
    {
        await using var bus = new BusHome();
        var refused = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Sender.SendMessageAsync(new ServiceBusMessage(new byte[256 * 1024])));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
        await bus.Sender.SendMessageAsync(new ServiceBusMessage(new byte[255 * 1024]));
        Assert.Equal(255 * 1024, (await bus.NowAsync())!.Body.ToMemory().Length);
    }

    [Fact]
    public async Task Messages_that_are_together_over_256_KB_are_refused_and_none_is_sent()
    {
        await using var bus = new BusHome();
        var refused = await Assert.ThrowsAsync<ServiceBusException>(
            () => bus.Sender.SendMessagesAsync(Enumerable.Range(0, 3).Select(_ => new ServiceBusMessage(new byte[100_000]))));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
        Assert.Null(await bus.NowAsync());
    }

    [Fact]
    public async Task A_full_batch_says_no_and_can_be_sent()
    {
        await using var bus = new BusHome();
        using var batch = await bus.Sender.CreateMessageBatchAsync();
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[1000])))
        {
        }

        Assert.InRange(batch.Count, 200, 262);
        Assert.InRange(batch.SizeInBytes, 255_000, batch.MaxSizeInBytes);
        await bus.Sender.SendMessagesAsync(batch);
        Assert.Equal(batch.Count, (await bus.Receiver.ReceiveMessagesAsync(1000)).Count);
    }

    [Fact]
    public async Task A_batch_holds_the_message_as_it_was_when_added()
    {
        await using var bus = new BusHome();
        using var batch = await bus.Sender.CreateMessageBatchAsync();
        var message = new ServiceBusMessage("a") { MessageId = "1" };
        Assert.True(batch.TryAddMessage(message));
        message.Body = BinaryData.FromString("b");
        message.MessageId = "2";
        Assert.True(batch.TryAddMessage(message));

        await bus.Sender.SendMessagesAsync(batch);

        Assert.Equal(["1a", "2b"], (await bus.Receiver.ReceiveMessagesAsync(10)).Select(m => m.MessageId + m.Body));
    }

    [Fact]
    public async Task A_batch_may_be_made_smaller_but_not_larger()
    {
        await using var bus = new BusHome();
        using var batch = await bus.Sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1000 });
        Assert.True(batch.TryAddMessage(new ServiceBusMessage(new byte[500])));
        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new byte[500])));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await bus.Sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = (256 * 1024) + 1 }));
    }

    [Fact]
    public async Task Ids_and_properties_have_their_limits()
    {
        await using var bus = new BusHome();
        var message = new ServiceBusMessage("a");
        Assert.Throws<ArgumentException>(() => message.MessageId = new string('x', 129));
        Assert.Throws<ArgumentException>(() => message.MessageId = "");
        Assert.Throws<ArgumentException>(() => message.SessionId = new string('x', 129));
        Assert.Throws<ArgumentOutOfRangeException>(() => message.TimeToLive = TimeSpan.Zero);
        message.SessionId = "s";
        Assert.Throws<ArgumentOutOfRangeException>(() => message.PartitionKey = "p");
        message.MessageId = new string('x', 128);

        message.ApplicationProperties["large"] = new string('x', 33_000);
        await Assert.ThrowsAsync<SerializationException>(() => bus.Sender.SendMessageAsync(message));
        message.ApplicationProperties["large"] = new object();
        await Assert.ThrowsAsync<SerializationException>(() => bus.Sender.SendMessageAsync(message));
        message.ApplicationProperties.Clear();
        for (var i = 0; i < 3; i++)
            message.ApplicationProperties[$"{i}"] = new string('x', 30_000);
        await Assert.ThrowsAsync<SerializationException>(() => bus.Sender.SendMessageAsync(message));
        Assert.Null(await bus.NowAsync());
    }

    [Fact]
    public void A_batch_for_tests_shows_what_was_added()
    {
        var added = new List<ServiceBusMessage>();
        using var batch = ServiceBusModelFactory.ServiceBusMessageBatch(500, added, tryAddCallback: _ => added.Count < 2);
        Assert.True(batch.TryAddMessage(new ServiceBusMessage("a")));
        Assert.True(batch.TryAddMessage(new ServiceBusMessage("b")));
        Assert.False(batch.TryAddMessage(new ServiceBusMessage("c")));
        Assert.Equal((2, 2, 500), (added.Count, batch.Count, batch.SizeInBytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a$")]
    public async Task A_queue_needs_a_proper_name(string name)
    {
        await using var bus = new BusHome();
        Assert.Throws<ArgumentException>(() => bus.Client.CreateSender(name));
    }
}
