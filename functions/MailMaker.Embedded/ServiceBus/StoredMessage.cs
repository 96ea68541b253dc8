using Azure.Messaging.ServiceBus;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>A message as it lies in the store. Only the queue that holds its lock changes it.</summary>
internal sealed class StoredMessage
{
    /// <summary>Where it lies.</summary>
    public required MessageKey Key { get; init; }

    /// <summary>The queue's number for it, kept when it is dead-lettered.</summary>
    public required long SequenceNumber { get; init; }

    /// <summary>The number it was first given: differs from <see cref="SequenceNumber"/> when it was scheduled.</summary>
    public required long EnqueuedSequenceNumber { get; init; }

    /// <summary>Active, deferred or scheduled.</summary>
    public required ServiceBusMessageState State { get; init; }

    /// <summary>When it was sent or, once scheduled, became active.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>The time it was scheduled for; default when it was not.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How long it lives from <see cref="EnqueuedAt"/>.</summary>
    public required TimeSpan TimeToLive { get; init; }

    /// <summary>How often it was delivered, the present delivery included.</summary>
    public required int DeliveryCount { get; set; }

    /// <summary>The encoded properties.</summary>
    public required byte[] Properties { get; set; }

    /// <summary>The body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>When its life ends; the end of time when it has no end.</summary>
    public DateTimeOffset ExpiresAt =>
        TimeToLive >= DateTimeOffset.MaxValue - EnqueuedAt ? DateTimeOffset.MaxValue : EnqueuedAt + TimeToLive;
}
