using Microsoft.Extensions.Configuration;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>What host.json says, with the Functions host's own defaults for what it leaves out.</summary>
internal sealed record HostSettings
{
    /// <summary>The configuration section that host.json is read into; the environment overrides it as <c>AzureFunctionsJobHost__…</c>, as in Azure.</summary>
    public const string Section = "AzureFunctionsJobHost";

    /// <summary>First part of every route, without slashes.</summary>
    public required string RoutePrefix { get; init; }

    /// <summary>How long a function may run.</summary>
    public required TimeSpan FunctionTimeout { get; init; }

    /// <summary>How many blob functions run at once in the app.</summary>
    public required int BlobParallelism { get; init; }

    /// <summary>How often a blob is tried before it is set aside.</summary>
    public required int PoisonBlobThreshold { get; init; }

    /// <summary>Name of the task hub, with <c>%setting%</c> not yet replaced.</summary>
    public required string HubName { get; init; }

    /// <summary>How many activities run at once; null leaves it to the engine.</summary>
    public int? ConcurrentActivities { get; init; }

    /// <summary>How many orchestrators run at once; null leaves it to the engine.</summary>
    public int? ConcurrentOrchestrators { get; init; }

    /// <summary>The Service Bus trigger's part.</summary>
    public required ServiceBusSettings ServiceBus { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="FormatException">A value has the wrong form; the message names it.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var host = new SettingsSection(configuration.GetSection(Section));
        var blobs = host.Under("extensions:blobs");
        var durable = host.Under("extensions:durableTask");
        return new HostSettings
        {
            RoutePrefix = (host.Text("extensions:http:routePrefix") ?? "api").Trim('/'),
            FunctionTimeout = host.Text("functionTimeout") == "-1"
                ? Timeout.InfiniteTimeSpan
                : host.Duration("functionTimeout") ?? TimeSpan.FromMinutes(30),
            BlobParallelism = blobs.Count("maxDegreeOfParallelism", 1) ?? 8 * Environment.ProcessorCount,
            PoisonBlobThreshold = blobs.Count("poisonBlobThreshold", 1) ?? 5,
            HubName = durable.Text("hubName") ?? "MailMaker",
            ConcurrentActivities = durable.Count("maxConcurrentActivityFunctions", 1),
            ConcurrentOrchestrators = durable.Count("maxConcurrentOrchestratorFunctions", 1),
            ServiceBus = ServiceBusSettings.Read(host.Under("extensions:serviceBus")),
        };
    }
}
