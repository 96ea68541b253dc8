using MailMaker.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as it was received. What it says does not change, except <see cref="LockedUntil"/> when its lock is renewed.</summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage(MessageProperties properties, BinaryData body)
    {
        Properties = properties;
        Body = body;
    }

    /// <summary>Properties of the application's own.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties => Properties.Application!;

    /// <summary>The body.</summary>
    public BinaryData Body { get; }

    /// <summary>The MIME type of the body.</summary>
    public string? ContentType => Properties.ContentType;

    /// <summary>What the message belongs to, in the application's words.</summary>
    public string? CorrelationId => Properties.CorrelationId;

    /// <summary>Why it was dead-lettered, in more words; null when it was not.</summary>
    public string? DeadLetterErrorDescription => Properties.Application.GetValueOrDefault("DeadLetterErrorDescription") as string;

    /// <summary>Why it was dead-lettered; null when it was not.</summary>
    public string? DeadLetterReason => Properties.Application.GetValueOrDefault("DeadLetterReason") as string;

    /// <summary>The queue it was dead-lettered in, once forwarded from there; null otherwise.</summary>
    public string? DeadLetterSource { get; internal init; }

    /// <summary>How often it was delivered, this delivery included: 1 the first time.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>The number it was first given, when it was scheduled or sent.</summary>
    public long EnqueuedSequenceNumber { get; internal init; }

    /// <summary>When it came to the queue (UTC).</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>When its life ends (UTC).</summary>
    public DateTimeOffset ExpiresAt => TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    /// <summary>When its lock ends (UTC): settle it, or renew the lock, before.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>Names the lock.</summary>
    public string LockToken => LockTokenGuid.ToString();

    /// <summary>What the sender calls it.</summary>
    public string? MessageId => Properties.MessageId;

    /// <summary>Its partition.</summary>
    public string? PartitionKey => Properties.PartitionKey;

    /// <summary>Where to answer, in the application's words.</summary>
    public string? ReplyTo => Properties.ReplyTo;

    /// <summary>The session to answer in.</summary>
    public string? ReplyToSessionId => Properties.ReplyToSessionId;

    /// <summary>The time it was scheduled for; default when it was not.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    /// <summary>The queue's number for it; rises with each message.</summary>
    public long SequenceNumber { get; internal init; }

    /// <summary>Its session.</summary>
    public string? SessionId => Properties.SessionId;

    /// <summary>Whether it can be received, was put aside or waits for its time.</summary>
    public ServiceBusMessageState State { get; internal init; }

    /// <summary>What it is about, in the application's words.</summary>
    public string? Subject => Properties.Subject;

    /// <summary>How long it lives from <see cref="EnqueuedTime"/>.</summary>
    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    /// <summary>Whom it is for, in the application's words.</summary>
    public string? To => Properties.To;

    /// <summary>The key of the transfer queue's partition.</summary>
    public string? TransactionPartitionKey => Properties.TransactionPartitionKey;

    /// <summary>What the message says of itself.</summary>
    internal MessageProperties Properties { get; }

    /// <summary>Names the lock; empty for a message that was only looked at.</summary>
    internal Guid LockTokenGuid { get; init; }

    /// <summary>The message's id, for logs.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    internal static ServiceBusReceivedMessage From(StoredMessage stored, MessageLock? held = null) =>
        new(PropertyCodec.Decode(stored.Properties), BinaryData.FromBytes(stored.Body))
        {
            DeliveryCount = stored.DeliveryCount,
            EnqueuedSequenceNumber = stored.EnqueuedSequenceNumber,
            EnqueuedTime = stored.EnqueuedAt,
            LockedUntil = held?.Until ?? default,
            LockTokenGuid = held?.Token ?? Guid.Empty,
            ScheduledEnqueueTime = stored.DueAt,
            SequenceNumber = stored.SequenceNumber,
            State = stored.State,
            TimeToLive = stored.TimeToLive,
        };
}
