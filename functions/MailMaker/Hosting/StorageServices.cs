using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Hosting;

/// <summary>The clients of storage and queues, one each for the whole process.</summary>
public static class StorageServices
{
    /// <summary>Name of the connection of tables and blobs.</summary>
    public const string StorageConnection = "MailMakerStorage";

    /// <summary>Name of the connection of queues.</summary>
    public const string BusConnection = "MailMakerBus";

    /// <summary>
    /// Registers the clients. A connection is a connection string under its name, or, with the app's managed identity, addresses under
    /// <c>MailMakerStorage:tableServiceUri</c>, <c>MailMakerStorage:blobServiceUri</c> and <c>MailMakerBus:fullyQualifiedNamespace</c>.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => configuration[StorageConnection] is { Length: > 0 } connection
            ? new TableServiceClient(connection, TableOptions())
            : new TableServiceClient(new Uri(Setting(configuration, StorageConnection, "tableServiceUri")), new DefaultAzureCredential(), TableOptions()));
        services.AddSingleton(_ => configuration[StorageConnection] is { Length: > 0 } connection
            ? new BlobServiceClient(connection)
            : new BlobServiceClient(new Uri(Setting(configuration, StorageConnection, "blobServiceUri")), new DefaultAzureCredential()));
        services.AddSingleton(_ => configuration[BusConnection] is { Length: > 0 } connection
            ? new ServiceBusClient(connection)
            : new ServiceBusClient(Setting(configuration, BusConnection, "fullyQualifiedNamespace"), new DefaultAzureCredential()));
        services.AddHostedService<StorageSetup>();
        return services;
    }

    // A claim lasts 900 ms (SliceRun.Lease): the 800 ms that a client waits of itself when the service throttles would cost it, and the slice would be read and claimed anew.
    // In all it waits about as long as it would of itself.
    private static TableClientOptions TableOptions() => new() { Retry = { Delay = TimeSpan.FromMilliseconds(100), MaxRetries = 6 } };

    private static string Setting(IConfiguration configuration, string connection, string name) =>
        configuration[$"{connection}:{name}"]
            ?? throw new InvalidOperationException($"Set {connection} to a connection string, or {connection}__{name} to use the app's identity.");
}
