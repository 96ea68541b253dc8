using Azure.Messaging.ServiceBus;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>A message as it goes to the store: what the caller changes afterwards has no effect.</summary>
/// <param name="MessageId">What duplicates are found by; null for none.</param>
/// <param name="Properties">The encoded properties.</param>
/// <param name="Body">The body.</param>
/// <param name="TimeToLive">The life it asks for.</param>
/// <param name="DueAt">When it may be received; default for at once.</param>
/// <param name="Size">Bytes that count against the limit of a batch.</param>
internal sealed record OutgoingMessage(string? MessageId, byte[] Properties, byte[] Body, TimeSpan TimeToLive, DateTimeOffset DueAt, int Size)
{
    /// <summary>The message as it stands now.</summary>
    public static OutgoingMessage From(ServiceBusMessage message)
    {
        var body = message.Body?.ToArray() ?? [];
        return new OutgoingMessage(
            message.MessageId,
            PropertyCodec.Encode(message.Properties),
            body,
            message.TimeToLive,
            message.ScheduledEnqueueTime,
            MessageSize.Of(message.Properties, body.Length));
    }
}
