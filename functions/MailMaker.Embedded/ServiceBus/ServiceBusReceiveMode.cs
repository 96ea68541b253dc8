namespace Azure.Messaging.ServiceBus;

/// <summary>What receiving a message does to it.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>The message is locked for the receiver, who settles it; when the lock runs out, it is delivered again (at least once).</summary>
    PeekLock = 0,

    /// <summary>The message is removed as it is received (at most once).</summary>
    ReceiveAndDelete = 1,
}
