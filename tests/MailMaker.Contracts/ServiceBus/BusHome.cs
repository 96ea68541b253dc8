using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;

namespace MailMaker.Contracts.ServiceBus;

/// <summary>A home with a queue of its own and a clock that the test moves.</summary>
internal sealed class BusHome : IAsyncDisposable
{
    public const string Queue = "sends";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mailmaker-bus-");
    private readonly QueueSettings? settings;
    private EmbeddedHome home;

    public BusHome(QueueSettings? settings = null)
    {
        this.settings = settings;
        (home, Client) = Open();
    }

    public FakeClock Clock { get; } = new();

    public ServiceBusClient Client { get; private set; }

    public ServiceBusSender Sender => Client.CreateSender(Queue);

    public ServiceBusReceiver Receiver => Client.CreateReceiver(Queue);

    public ServiceBusReceiver DeadLetters => Client.CreateReceiver(Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <summary>What can be received now; nothing is waited for in real time.</summary>
    public async Task<ServiceBusReceivedMessage?> NowAsync(ServiceBusReceiver? receiver = null)
    {
        var receiving = (receiver ?? Receiver).ReceiveMessageAsync(TimeSpan.FromTicks(1));
        while (!receiving.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromTicks(1));
            await Task.Yield();
        }

        return await receiving;
    }

    /// <summary>Closes the home and opens it again, as a restart would.</summary>
    public async Task RestartAsync()
    {
        await home.DisposeAsync();
        (home, Client) = Open();
    }

    /// <summary>How many message ids the queue keeps in mind for duplicate detection.</summary>
    public long RememberedIds => EmbeddedServiceBus.Of(home).Read(session => (long)session.Scalar("SELECT COUNT(*) FROM seen")!);

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private (EmbeddedHome Home, ServiceBusClient Client) Open()
    {
        var connection = EmbeddedHome.ConnectionString(folder.FullName);
        var opened = EmbeddedHome.For(connection);
        opened.Clock = Clock;
        if (settings is not null)
            EmbeddedServiceBus.Of(opened).DefaultSettings = settings;
        return (opened, new ServiceBusClient(connection));
    }
}
