using Azure.Messaging.ServiceBus;

namespace MailMaker.Campaigns;

/// <summary>The queue that slices are fanned out through.</summary>
public sealed class SliceQueue(ServiceBusClient bus)
{
    /// <summary>The queue's name.</summary>
    public const string Name = "sends";

    private readonly ServiceBusSender sender = bus.CreateSender(Name);

    /// <summary>Queues slices that are due now, in as few batches as the size limit allows.</summary>
    /// <param name="slices">The slices.</param>
    /// <param name="queuedAt">When it was asked for, null at the first planning: the queue drops what it has seen with the same moment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task SendAsync(IReadOnlyList<SliceKey> slices, DateTimeOffset? queuedAt, CancellationToken cancellationToken)
    {
        var stamp = queuedAt?.ToUnixTimeMilliseconds() ?? 0;
        var next = 0;
        while (next < slices.Count)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            while (next < slices.Count && batch.TryAddMessage(Message(slices[next], stamp)))
                next++;
            await sender.SendMessagesAsync(batch, cancellationToken);
        }
    }

    /// <summary>Queues a slice that is due later.</summary>
    public Task ScheduleAsync(SliceKey slice, DateTimeOffset due, CancellationToken cancellationToken) =>
        sender.ScheduleMessageAsync(Message(slice, due.ToUnixTimeMilliseconds()), due, cancellationToken);

    private static ServiceBusMessage Message(SliceKey slice, long due) => new(slice.ToBody()) { MessageId = slice.MessageId(due) };
}
