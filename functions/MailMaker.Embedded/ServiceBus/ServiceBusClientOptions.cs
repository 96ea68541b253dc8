namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a <see cref="ServiceBusClient"/>.</summary>
public class ServiceBusClientOptions
{
    /// <summary>Settings with the service's defaults.</summary>
    public ServiceBusClientOptions()
    {
    }

    /// <summary>A name for the client; one is made up when this is not set.</summary>
    public string? Identifier { get; set; }

    /// <summary>How the service is reached. Without effect in process.</summary>
    public ServiceBusTransportType TransportType { get; set; } = ServiceBusTransportType.AmqpTcp;
}
