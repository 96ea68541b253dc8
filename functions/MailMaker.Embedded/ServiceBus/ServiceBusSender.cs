using MailMaker.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends messages to one queue. When a call returns, the messages are on disk. Thread-safe.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly ServiceBusClient? client;
    private readonly QueueName? name;
    private bool closed;

    /// <summary>For a stand-in in tests.</summary>
    protected ServiceBusSender()
    {
    }

    internal ServiceBusSender(ServiceBusClient client, QueueName name)
    {
        this.client = client;
        this.name = name;
        EntityPath = name.Path;
        Identifier = $"{name.Path}-{Guid.NewGuid():N}";
    }

    /// <summary>The queue.</summary>
    public virtual string EntityPath { get; } = "";

    /// <summary>The sender's name.</summary>
    public virtual string Identifier { get; } = "";

    /// <summary>Whether it, or its client, was closed.</summary>
    public virtual bool IsClosed => closed || client is { IsClosed: true };

    /// <summary>Sends one message.</summary>
    /// <exception cref="ServiceBusException">MessageSizeExceeded: it is larger than 256 KB.</exception>
    /// <exception cref="System.Runtime.Serialization.SerializationException">Its properties are too large or of a type that cannot be sent.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync([OutgoingMessage.From(message)], cancellationToken);
    }

    /// <summary>Sends messages together, all or none; they have to fit one batch.</summary>
    /// <exception cref="ServiceBusException">MessageSizeExceeded: together they are larger than 256 KB.</exception>
    /// <exception cref="System.Runtime.Serialization.SerializationException">A message's properties are too large or of a type that cannot be sent.</exception>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return SendAsync(messages.Select(OutgoingMessage.From).ToList(), cancellationToken);
    }

    /// <summary>Sends a batch, all or none.</summary>
    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        return SendAsync(messageBatch.Messages.ToList(), cancellationToken);
    }

    /// <summary>An empty batch of the largest size that the queue takes.</summary>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    /// <summary>An empty batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size asked for is above 256 KB.</exception>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var size = options?.MaxSizeInBytes ?? MessageSize.Largest;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MessageSize.Largest, nameof(options));
        return ValueTask.FromResult(new ServiceBusMessageBatch(size));
    }

    /// <summary>Sends a message that can be received from <paramref name="scheduledEnqueueTime"/> on.</summary>
    /// <returns>The number to cancel it by, until that time.</returns>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await ScheduleMessagesAsync([message], scheduledEnqueueTime, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Sends messages, all or none, that can be received from <paramref name="scheduledEnqueueTime"/> on.</summary>
    /// <returns>The numbers to cancel them by, in the order of the messages.</returns>
    public virtual Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return SendAsync(messages.Select(m => OutgoingMessage.From(m) with { DueAt = scheduledEnqueueTime }).ToList(), cancellationToken);
    }

    /// <summary>Cancels a scheduled message.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound: it is not there, or its time has come.</exception>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <summary>Cancels scheduled messages, all or none.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound: one of them is not there, or its time has come.</exception>
    public virtual async Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        var queue = await QueueAsync(cancellationToken).ConfigureAwait(false);
        await queue.CancelScheduledAsync(sequenceNumbers.ToList()).ConfigureAwait(false);
    }

    /// <summary>Closes the sender.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        closed = true;
        return Task.CompletedTask;
    }

    /// <summary>Closes the sender.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private async Task<IReadOnlyList<long>> SendAsync(List<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        var queue = await QueueAsync(cancellationToken).ConfigureAwait(false);
        if (messages.Count == 0)
            return [];
        var size = MessageSize.Envelope + messages.Sum(m => (long)m.Size);
        if (size > MessageSize.Largest)
        {
            throw new ServiceBusException(
                $"The {messages.Count} message(s) take {size} bytes; what is sent at once may take {MessageSize.Largest}.",
                ServiceBusFailureReason.MessageSizeExceeded,
                EntityPath);
        }

        return await queue.SendAsync(messages).ConfigureAwait(false);
    }

    private Task<IBusQueue> QueueAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return client is null || name is null
            ? throw new InvalidOperationException("A sender made without a client has no queue.")
            : client.QueueAsync(name);
    }
}
