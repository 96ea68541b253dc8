using MailMaker.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent together, all or none, and fit within the queue's limit. Not thread-safe.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<OutgoingMessage> messages = [];
    private readonly IList<ServiceBusMessage>? observed;
    private readonly Func<ServiceBusMessage, bool>? accepts;
    private readonly long? fixedSize;
    private long size = MessageSize.Envelope;
    private bool disposed;

    internal ServiceBusMessageBatch(long maxSizeInBytes) => MaxSizeInBytes = maxSizeInBytes;

    // For tests of code that fills batches: the caller sees each message that was added, and says which are refused.
    internal ServiceBusMessageBatch(long size, IList<ServiceBusMessage> observed, long maxSizeInBytes, Func<ServiceBusMessage, bool>? accepts)
        : this(maxSizeInBytes)
    {
        fixedSize = size;
        this.observed = observed;
        this.accepts = accepts;
    }

    /// <summary>How many messages it holds.</summary>
    public int Count => observed?.Count ?? messages.Count;

    /// <summary>The most bytes it may hold.</summary>
    public long MaxSizeInBytes { get; }

    /// <summary>The bytes it holds, the properties of its messages included.</summary>
    public long SizeInBytes => fixedSize ?? size;

    /// <summary>The messages as they were when they were added.</summary>
    internal IReadOnlyList<OutgoingMessage> Messages
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return messages;
        }
    }

    /// <summary>Adds the message as it stands now; false, and nothing added, when it does not fit any more.</summary>
    /// <exception cref="System.Runtime.Serialization.SerializationException">The message's properties are too large or of a type that cannot be sent.</exception>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ObjectDisposedException.ThrowIf(disposed, this);
        var outgoing = OutgoingMessage.From(message);
        if (accepts is null ? size + outgoing.Size > MaxSizeInBytes : !accepts(message))
            return false;
        observed?.Add(message);
        messages.Add(outgoing);
        size += outgoing.Size;
        return true;
    }

    /// <summary>Forgets the messages.</summary>
    public void Dispose()
    {
        disposed = true;
        messages.Clear();
    }
}
