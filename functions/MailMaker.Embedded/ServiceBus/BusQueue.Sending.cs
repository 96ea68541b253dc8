using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.ServiceBus;

// How messages come to the queue.
internal sealed partial class BusQueue
{
    private const int ForgetEvery = 100;
    private int sentSinceForgetting;

    /// <summary>
    /// Stores messages, all or none, and answers their sequence numbers. One whose id was sent within the duplicate detection window
    /// is dropped in silence, as Service Bus does; its number then names no message.
    /// </summary>
    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        if (Name.IsDeadLetters)
            throw new ServiceBusException($"Messages cannot be sent to {Name.Path}.", ServiceBusFailureReason.MessagingEntityNotFound, Name.Path);
        var now = bus.Clock.GetUtcNow();
        var numbers = await bus.WriteAsync(session => Store(session, messages, now)).ConfigureAwait(false);
        if (messages.Any(m => m.DueAt <= now))
            Arrived();
        if (messages.Where(m => m.DueAt > now).MinBy(m => m.DueAt) is { } first)
            bus.Schedule(first.DueAt);
        return numbers;
    }

    /// <summary>Removes messages that wait for their time, all or none.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound: one of them is not scheduled (any more).</exception>
    public Task CancelScheduledAsync(IReadOnlyList<long> sequenceNumbers) => bus.WriteAsync(session =>
    {
        foreach (var number in sequenceNumbers)
        {
            if (!MessageTable.DeleteScheduled(session, new MessageKey(Number, number)))
                throw NotFound(number);
        }

        return sequenceNumbers.Count;
    });

    private long[] Store(SqliteSession session, IReadOnlyList<OutgoingMessage> messages, DateTimeOffset now)
    {
        var numbers = new long[messages.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var key = Positions.Take(session);
            numbers[i] = key.Position;
            if (IsNew(session, key, messages[i].MessageId, now))
                MessageTable.Insert(session, Stored(key, messages[i], now));
        }

        return numbers;
    }

    private bool IsNew(SqliteSession session, MessageKey key, string? messageId, DateTimeOffset now)
    {
        var window = settings.DuplicateDetectionWindow;
        if (messageId is null || window <= TimeSpan.Zero)
            return true;
        if (++sentSinceForgetting >= ForgetEvery)
        {
            // Twice as many as came since: the past window melts away while messages come, and no sweep is needed.
            sentSinceForgetting = 0;
            MessageTable.Forget(session, Number, now, 2 * ForgetEvery);
        }

        return MessageTable.Remember(session, key, messageId, now, now + window);
    }

    private StoredMessage Stored(MessageKey key, OutgoingMessage message, DateTimeOffset now) => new()
    {
        Key = key,
        SequenceNumber = key.Position,
        EnqueuedSequenceNumber = key.Position,
        State = message.DueAt > now ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active,
        EnqueuedAt = now,
        DueAt = message.DueAt,
        TimeToLive = message.TimeToLive < settings.DefaultTimeToLive ? message.TimeToLive : settings.DefaultTimeToLive,
        DeliveryCount = 0,
        Properties = message.Properties,
        Body = message.Body,
    };

    private ServiceBusException NotFound(long sequenceNumber) =>
        new($"The queue has no such message with the sequence number {sequenceNumber}.", ServiceBusFailureReason.MessageNotFound, Name.Path);
}
