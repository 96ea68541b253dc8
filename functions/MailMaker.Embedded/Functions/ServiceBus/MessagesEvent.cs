using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.ServiceBus;

/// <summary>Messages that started a function: one, or a batch.</summary>
internal sealed class MessagesEvent(IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions) : TriggerEvent
{
    private Dictionary<string, object?>? data;

    /// <summary>The messages, at least one.</summary>
    public IReadOnlyList<ServiceBusReceivedMessage> Messages => messages;

    /// <summary>Settles them.</summary>
    public ServiceBusMessageActions Actions => actions;

    /// <summary>Properties of a single message, under the names of the Functions extension; a batch has none.</summary>
    public override IReadOnlyDictionary<string, object?> BindingData => data ??= messages.Count == 1 ? Of(messages[0]) : base.BindingData.ToDictionary();

    private static Dictionary<string, object?> Of(ServiceBusReceivedMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message.MessageId,
        ["SequenceNumber"] = message.SequenceNumber,
        ["DeliveryCount"] = message.DeliveryCount,
        ["EnqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
        ["ExpiresAtUtc"] = message.ExpiresAt.UtcDateTime,
        ["CorrelationId"] = message.CorrelationId,
        ["ContentType"] = message.ContentType,
        ["Subject"] = message.Subject,
        ["ReplyTo"] = message.ReplyTo,
        ["To"] = message.To,
        ["LockToken"] = message.LockToken,
        ["ApplicationProperties"] = message.ApplicationProperties,
    };
}
