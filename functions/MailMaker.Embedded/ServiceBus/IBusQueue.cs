namespace MailMaker.Embedded.ServiceBus;

/// <summary>One queue, as the service offers it to senders and receivers. Thread-safe.</summary>
internal interface IBusQueue
{
    /// <summary>Stores messages, all or none, and answers their sequence numbers.</summary>
    Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> messages);

    /// <summary>Removes messages that wait for their time, all or none.</summary>
    Task CancelScheduledAsync(IReadOnlyList<long> sequenceNumbers);

    /// <summary>Takes up to <paramref name="most"/> messages, waiting for the first one up to <paramref name="wait"/>; empty when none came.</summary>
    Task<List<MessageLock>> ReceiveAsync(int most, TimeSpan wait, bool keepsLock, CancellationToken cancellationToken);

    /// <summary>Takes messages that were put aside, all or none.</summary>
    Task<List<MessageLock>> ReceiveDeferredAsync(IReadOnlyList<long> sequenceNumbers, bool keepsLock);

    /// <summary>Messages of any state from a sequence number on, without locks.</summary>
    List<StoredMessage> Peek(long fromSequence, int most);

    /// <summary>The message is done with: it is removed.</summary>
    Task CompleteAsync(Guid token);

    /// <summary>The message is ready for the next receiver, with the properties given.</summary>
    Task AbandonAsync(Guid token, IDictionary<string, object>? changes);

    /// <summary>The message is put aside: it is received by its sequence number only.</summary>
    Task DeferAsync(Guid token, IDictionary<string, object>? changes);

    /// <summary>The message goes to the dead-letter queue.</summary>
    Task DeadLetterAsync(Guid token, IDictionary<string, object>? changes, string? reason, string? description);

    /// <summary>The lock lasts anew from now; answers its end.</summary>
    DateTimeOffset Renew(Guid token);
}
