using MailMaker.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send. Not thread-safe.</summary>
public class ServiceBusMessage
{
    private const int LongestId = 128;
    private const string DeadLetterReasonKey = "DeadLetterReason";
    private const string DeadLetterDescriptionKey = "DeadLetterErrorDescription";

    private TimeSpan timeToLive = TimeSpan.MaxValue;

    /// <summary>A message with an empty body.</summary>
    public ServiceBusMessage()
        : this(ReadOnlyMemory<byte>.Empty)
    {
    }

    /// <summary>A message whose body is <paramref name="body"/> in UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    /// <summary>A message with this body.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A message with this body.</summary>
    public ServiceBusMessage(BinaryData body)
    {
        Body = body;
        Properties = new MessageProperties();
    }

    /// <summary>A message like the one received, without what the queue and the dead-letter queue have added to it.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        Properties = new MessageProperties(receivedMessage.Properties);
        Properties.Application.Remove(DeadLetterReasonKey);
        Properties.Application.Remove(DeadLetterDescriptionKey);
        timeToLive = receivedMessage.TimeToLive;
        ScheduledEnqueueTime = receivedMessage.ScheduledEnqueueTime;
    }

    /// <summary>Properties of the application's own: texts, numbers, booleans, times, GUIDs and URIs; 32 KB each, 64 KB in all.</summary>
    public IDictionary<string, object> ApplicationProperties => Properties.Application!;

    /// <summary>The body.</summary>
    public BinaryData Body { get; set; }

    /// <summary>The MIME type of the body.</summary>
    public string? ContentType { get => Properties.ContentType; set => Properties.ContentType = value; }

    /// <summary>What the message belongs to, in the application's words.</summary>
    public string? CorrelationId { get => Properties.CorrelationId; set => Properties.CorrelationId = value; }

    /// <summary>
    /// What duplicates are found by, 1 to 128 characters. Always set it, to a value that is the same when the sending is tried again:
    /// without one there is no duplicate detection.
    /// </summary>
    /// <exception cref="ArgumentException">The value is null, empty or longer than 128 characters.</exception>
    public string? MessageId
    {
        get => Properties.MessageId;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            Properties.MessageId = Short(value, nameof(MessageId));
        }
    }

    /// <summary>Messages with one key keep to one partition; at most 128 characters. It must equal <see cref="SessionId"/> when both are set.</summary>
    public string? PartitionKey
    {
        get => Properties.PartitionKey;
        set
        {
            RequireOneKey(Properties.SessionId, value, nameof(PartitionKey));
            Properties.PartitionKey = Short(value, nameof(PartitionKey));
        }
    }

    /// <summary>Where to answer, in the application's words.</summary>
    public string? ReplyTo { get => Properties.ReplyTo; set => Properties.ReplyTo = value; }

    /// <summary>The session to answer in; at most 128 characters.</summary>
    public string? ReplyToSessionId
    {
        get => Properties.ReplyToSessionId;
        set => Properties.ReplyToSessionId = Short(value, nameof(ReplyToSessionId));
    }

    /// <summary>The message can be received from this time on; default for at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>The session; at most 128 characters. A queue without sessions ignores it.</summary>
    public string? SessionId
    {
        get => Properties.SessionId;
        set
        {
            RequireOneKey(value, Properties.PartitionKey, nameof(SessionId));
            Properties.SessionId = Short(value, nameof(SessionId));
        }
    }

    /// <summary>What the message is about, in the application's words.</summary>
    public string? Subject { get => Properties.Subject; set => Properties.Subject = value; }

    /// <summary>How long the message lives once it is in the queue; above zero. The queue may have a shorter limit.</summary>
    public TimeSpan TimeToLive
    {
        get => timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            timeToLive = value;
        }
    }

    /// <summary>Whom the message is for, in the application's words.</summary>
    public string? To { get => Properties.To; set => Properties.To = value; }

    /// <summary>The key of the transfer queue's partition; at most 128 characters.</summary>
    public string? TransactionPartitionKey
    {
        get => Properties.TransactionPartitionKey;
        set => Properties.TransactionPartitionKey = Short(value, nameof(TransactionPartitionKey));
    }

    /// <summary>What the message says of itself.</summary>
    internal MessageProperties Properties { get; }

    /// <summary>The message's id, for logs.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string? Short(string? value, string name) => value is not { Length: > LongestId }
        ? value
        : throw new ArgumentException($"{name} may have {LongestId} characters.", name);

    private static void RequireOneKey(string? sessionId, string? partitionKey, string name)
    {
        if (sessionId is not null && partitionKey is not null && sessionId != partitionKey)
            throw new ArgumentOutOfRangeException(name, "A message with a session has that session as its partition key.");
    }
}
