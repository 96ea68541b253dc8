namespace Azure.Messaging.ServiceBus;

/// <summary>How the client reaches the service. Without effect in process.</summary>
public enum ServiceBusTransportType
{
    /// <summary>AMQP over TCP.</summary>
    AmqpTcp = 0,

    /// <summary>AMQP over web sockets.</summary>
    AmqpWebSockets = 1,
}
