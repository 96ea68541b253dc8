namespace Azure.Messaging.ServiceBus;

/// <summary>Where a message stands in its queue.</summary>
public enum ServiceBusMessageState
{
    /// <summary>It can be received.</summary>
    Active = 0,

    /// <summary>A receiver put it aside; it is received by its sequence number only.</summary>
    Deferred = 1,

    /// <summary>It waits for its time.</summary>
    Scheduled = 2,
}
