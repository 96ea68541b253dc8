namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a <see cref="ServiceBusReceiver"/>.</summary>
public class ServiceBusReceiverOptions
{
    /// <summary>Settings for the queue itself, received under a lock.</summary>
    public ServiceBusReceiverOptions()
    {
    }

    /// <summary>A name for the receiver; one is made up when this is not set.</summary>
    public string? Identifier { get; set; }

    /// <summary>What receiving does to a message.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>The part of the queue to read.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;
}
