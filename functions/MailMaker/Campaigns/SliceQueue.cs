using Azure.Messaging.ServiceBus;

namespace MailMaker.Campaigns;

/// <summary>The queue that slices are fanned out through.</summary>
public sealed class SliceQueue(ServiceBusClient bus, Random random)
{
    /// <summary>The queue's name.</summary>
    public const string Name = "sends";

    /// <summary>Runs that may fail one after the other, and decide nobody for good, before a slice is dead-lettered.</summary>
    public const int MostFailures = 10;

    private const string Failures = nameof(Failures);
    private const string Outages = nameof(Outages);

    private readonly ServiceBusSender sender = bus.CreateSender(Name);

    /// <summary>Queues slices that are due now, in as few batches as the size limit allows.</summary>
    /// <param name="slices">The slices.</param>
    /// <param name="queuedAt">When it was asked for, null at the first planning: the queue drops what it has seen with the same moment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task SendAsync(IReadOnlyList<SliceKey> slices, DateTimeOffset? queuedAt, CancellationToken cancellationToken)
    {
        var moment = new SliceMoment(queuedAt?.ToUnixTimeMilliseconds() ?? 0);
        var next = 0;
        while (next < slices.Count)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            while (next < slices.Count && batch.TryAddMessage(Message(slices[next], moment)))
                next++;
            await sender.SendMessagesAsync(batch, cancellationToken);
        }
    }

    /// <summary>Queues a slice that is due later.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="due">When.</param>
    /// <param name="after">The id of the message that brought it.</param>
    /// <param name="failures">Runs of it that have failed in a row; they count on, though the message is a new one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task ScheduleAsync(SliceKey slice, DateTimeOffset due, string? after, int failures, CancellationToken cancellationToken)
    {
        var message = Message(slice, SliceMoment.After(after, due));
        if (failures > 0)
            message.ApplicationProperties[Failures] = failures;
        return sender.ScheduleMessageAsync(message, due, cancellationToken);
    }

    /// <summary>Queues a slice again because a service failed while it was worked on.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="message">The message that brought it.</param>
    /// <param name="failures">Runs of it that have failed in a row by a fault of its own.</param>
    /// <param name="progress">Whether this run got anywhere: then the waits begin anew.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task PutOffAsync(SliceKey slice, ServiceBusReceivedMessage message, int failures, SliceProgress progress, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outages = 1 + (!progress.IsMade && message.ApplicationProperties.TryGetValue(Outages, out var before) && before is int counted ? counted : 0);
        var due = now + PassingFault.Wait(outages, random.NextDouble());
        var later = Message(slice, SliceMoment.After(message.MessageId, due));
        later.ApplicationProperties[Outages] = outages;
        if (failures > 0)
            later.ApplicationProperties[Failures] = failures;
        return sender.ScheduleMessageAsync(later, due, cancellationToken);
    }

    /// <summary>How many runs failed before this delivery: those that an earlier message counted, and this one's own.</summary>
    public static int FailuresOf(ServiceBusReceivedMessage message) =>
        (message.ApplicationProperties.TryGetValue(Failures, out var failures) && failures is int counted ? counted : 0) + Math.Max(0, message.DeliveryCount - 1);

    private static ServiceBusMessage Message(SliceKey slice, SliceMoment moment) => new(slice.ToBody()) { MessageId = slice.MessageId(moment) };
}
