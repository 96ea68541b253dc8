namespace Azure.Messaging.ServiceBus;

/// <summary>The part of a queue that a receiver reads.</summary>
public enum SubQueue
{
    /// <summary>The queue itself.</summary>
    None = 0,

    /// <summary>Messages that could not be processed.</summary>
    DeadLetter = 1,

    /// <summary>Messages that could not be forwarded. Always empty here: nothing is forwarded.</summary>
    TransferDeadLetter = 2,
}
