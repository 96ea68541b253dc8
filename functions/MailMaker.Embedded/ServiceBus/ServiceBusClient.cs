using Azure.Core;
using MailMaker.Embedded.ServiceBus;
using MailMaker.Embedded.Storage;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Service Bus in process: made from the connection string <c>DataFolder=PATH</c>, it works on the queues of that folder. Have one
/// client in the process, and one sender for each queue. Thread-safe.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly EmbeddedHome? home;
    private readonly CancellationTokenSource closing = new();

    /// <summary>For a stand-in in tests.</summary>
    protected ServiceBusClient()
        : this(new ServiceBusClientOptions())
    {
    }

    /// <summary>A client of the queues in a data folder.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>.</param>
    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    /// <summary>A client of the queues in a data folder.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>.</param>
    /// <param name="options">Settings.</param>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
        : this(options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        home = EmbeddedHome.For(connectionString);
    }

    /// <summary>A client of a namespace in Azure, which this home can't speak to: always refused, with what to set instead.</summary>
    /// <param name="fullyQualifiedNamespace">The namespace, such as <c>acme.servicebus.windows.net</c>.</param>
    /// <param name="credential">Who asks.</param>
    /// <exception cref="NotSupportedException">The embedded home has no AMQP.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(new ServiceBusClientOptions()) =>
        throw new NotSupportedException(
            $"The embedded home has queues of its own and can't reach {fullyQualifiedNamespace}. Set the connection to DataFolder=PATH, or build for Azure.");

    private ServiceBusClient(ServiceBusClientOptions? options)
    {
        Identifier = options?.Identifier is { Length: > 0 } given ? given : $"client-{Guid.NewGuid():N}";
        TransportType = options?.TransportType ?? ServiceBusTransportType.AmqpTcp;
    }

    /// <summary>The client's name.</summary>
    public virtual string Identifier { get; }

    /// <summary>Whether it was closed; its senders and receivers then are, too.</summary>
    public virtual bool IsClosed => closing.IsCancellationRequested;

    /// <summary>As set in the options. Without effect in process.</summary>
    public ServiceBusTransportType TransportType { get; }

    /// <summary>Set when the client is closed.</summary>
    internal CancellationToken Closing => closing.Token;

    /// <summary>The bus of the client's home.</summary>
    internal EmbeddedServiceBus Bus =>
        EmbeddedServiceBus.Of(home ?? throw new InvalidOperationException("A client made without a connection string has no queues."));

    /// <summary>A receiver of a queue.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    /// <summary>A receiver of a queue, or of its dead letters.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new ServiceBusReceiver(this, QueueName.Parse(queueName), options ?? new ServiceBusReceiverOptions());
    }

    /// <summary>A sender to a queue. Topics do not exist here.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new ServiceBusSender(this, QueueName.Parse(queueOrTopicName));
    }

    /// <summary>A queue of the client's home.</summary>
    internal async Task<IBusQueue> QueueAsync(QueueName name)
    {
        var queue = await Bus.QueueAsync(name).ConfigureAwait(false);
        return home!.Fronts.Before(queue);
    }

    /// <summary>Closes the client. Messages that its receivers hold come back when their locks end.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
