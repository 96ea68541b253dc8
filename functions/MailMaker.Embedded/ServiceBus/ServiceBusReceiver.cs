using MailMaker.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Receives the messages of one queue. A message received under a lock is to be settled – completed, abandoned, deferred or
/// dead-lettered – before the lock ends; else it is delivered again. Thread-safe.
/// </summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    // How long the service's client waits for a message when nothing is said: the try timeout of its retry options.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);
    private const int LongestReason = 4096;

    private readonly ServiceBusClient? client;
    private readonly QueueName? name;
    private readonly CancellationTokenSource closing;
    private long lastPeeked;

    /// <summary>For a stand-in in tests.</summary>
    protected ServiceBusReceiver() => closing = new CancellationTokenSource();

    internal ServiceBusReceiver(ServiceBusClient client, QueueName name, ServiceBusReceiverOptions options)
    {
        this.client = client;
        closing = CancellationTokenSource.CreateLinkedTokenSource(client.Closing);
        this.name = options.SubQueue == SubQueue.None ? name : name with { SubQueue = options.SubQueue };
        ReceiveMode = options.ReceiveMode;
        EntityPath = this.name.Path;
        Identifier = options.Identifier is { Length: > 0 } given ? given : $"{EntityPath}-{Guid.NewGuid():N}";
    }

    /// <summary>The queue, with its sub-queue.</summary>
    public virtual string EntityPath { get; } = "";

    /// <summary>The receiver's name.</summary>
    public virtual string Identifier { get; } = "";

    /// <summary>Whether it, or its client, was closed.</summary>
    public virtual bool IsClosed => closing.IsCancellationRequested;

    /// <summary>What receiving does to a message.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    private bool KeepsLock => ReceiveMode == ServiceBusReceiveMode.PeekLock;

    /// <summary>The next message; null when none came in time.</summary>
    /// <param name="maxWaitTime">How long to wait for it, above zero; one minute when not said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        var messages = await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken).ConfigureAwait(false);
        return messages.Count == 0 ? null : messages[0];
    }

    /// <summary>The next messages that are there, at least one unless the wait is over.</summary>
    /// <param name="maxMessages">The most to take, at least 1.</param>
    /// <param name="maxWaitTime">How long to wait for the first, above zero; one minute when not said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages,
        TimeSpan? maxWaitTime = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        if (maxWaitTime is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(maxWaitTime));
        var closed = closing.Token;
        var queue = await QueueAsync(cancellationToken).ConfigureAwait(false);
        using var either = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed) : null;
        var taken = await queue.ReceiveAsync(maxMessages, maxWaitTime ?? DefaultWait, KeepsLock, either?.Token ?? closed).ConfigureAwait(false);
        return taken.ConvertAll(Received);
    }

    /// <summary>A message that was put aside, by its sequence number.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound: it is not deferred, or another receiver has it.</exception>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Messages that were put aside, by their sequence numbers, all or none.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound: one of them is not deferred, or another receiver has it.</exception>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        var queue = await QueueAsync(cancellationToken).ConfigureAwait(false);
        return (await queue.ReceiveDeferredAsync(sequenceNumbers.ToList(), KeepsLock).ConfigureAwait(false)).ConvertAll(Received);
    }

    /// <summary>Looks at the next message of any state without taking it; null when there is none.</summary>
    /// <param name="fromSequenceNumber">Where to start; where the last look ended when not said.</param>
    /// <param name="cancellationToken">Not looked at once the call runs.</param>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var messages = await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken).ConfigureAwait(false);
        return messages.Count == 0 ? null : messages[0];
    }

    /// <summary>Looks at messages of any state without taking them.</summary>
    /// <param name="maxMessages">The most to answer, at least 1.</param>
    /// <param name="fromSequenceNumber">Where to start; where the last look ended when not said.</param>
    /// <param name="cancellationToken">Not looked at once the call runs.</param>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages,
        long? fromSequenceNumber = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        var queue = await QueueAsync(cancellationToken).ConfigureAwait(false);
        var found = queue.Peek(fromSequenceNumber ?? Interlocked.Read(ref lastPeeked) + 1, maxMessages);
        if (found.Count > 0)
            Interlocked.Exchange(ref lastPeeked, found[^1].SequenceNumber);
        return found.ConvertAll(message => ServiceBusReceivedMessage.From(message));
    }

    /// <summary>The message is done with.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: the lock has ended; the message may be delivered again.</exception>
    public virtual async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        await (await HeldAsync(message, cancellationToken).ConfigureAwait(false)).CompleteAsync(message.LockTokenGuid).ConfigureAwait(false);

    /// <summary>The message is for the next receiver, at once.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: the lock has ended.</exception>
    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        await (await HeldAsync(message, cancellationToken).ConfigureAwait(false)).AbandonAsync(message.LockTokenGuid, propertiesToModify).ConfigureAwait(false);

    /// <summary>The message is put aside until it is received by its sequence number.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: the lock has ended.</exception>
    public virtual async Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        await (await HeldAsync(message, cancellationToken).ConfigureAwait(false)).DeferAsync(message.LockTokenGuid, propertiesToModify).ConfigureAwait(false);

    /// <summary>The message goes to the dead-letter queue.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: the lock has ended.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, propertiesToModify, null, null, cancellationToken);

    /// <summary>The message goes to the dead-letter queue, with a reason (at most 4,096 characters each).</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: the lock has ended.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>The message goes to the dead-letter queue, with a reason (at most 4,096 characters each) and changed properties.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: the lock has ended.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>The lock lasts anew from now; <see cref="ServiceBusReceivedMessage.LockedUntil"/> says how long.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: the lock has ended.</exception>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        message.LockedUntil = (await HeldAsync(message, cancellationToken).ConfigureAwait(false)).Renew(message.LockTokenGuid);

    /// <summary>Closes the receiver and ends its waits. What it holds comes back when the locks end.</summary>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (IsClosed)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        closing.Dispose();
    }

    /// <summary>Closes the receiver.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private async Task DeadLetterAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? changes,
        string? reason,
        string? description,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason?.Length ?? 0, LongestReason, nameof(reason));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(description?.Length ?? 0, LongestReason, nameof(description));
        var queue = await HeldAsync(message, cancellationToken).ConfigureAwait(false);
        await queue.DeadLetterAsync(message.LockTokenGuid, changes, reason, description).ConfigureAwait(false);
    }

    private ServiceBusReceivedMessage Received(MessageLock held) => ServiceBusReceivedMessage.From(held.Message, KeepsLock ? held : null);

    private Task<IBusQueue> HeldAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return KeepsLock
            ? QueueAsync(cancellationToken)
            : throw new InvalidOperationException("What is received in ReceiveAndDelete mode has no lock and is not settled.");
    }

    private Task<IBusQueue> QueueAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return client is null || name is null
            ? throw new InvalidOperationException("A receiver made without a client has no queue.")
            : client.QueueAsync(name);
    }
}
