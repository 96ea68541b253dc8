using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>Settings of the engine, from host.json and the worker.</summary>
internal sealed record DurableOptions
{
    /// <summary>Name of the task hub.</summary>
    public string HubName { get; init; } = "TestHubName";

    /// <summary><c>maxConcurrentActivityFunctions</c>: how many activities run at a time. Default 10 a core, as the service's.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary><c>maxConcurrentOrchestratorFunctions</c>: how many turns run at a time. Default 10 a core, as the service's.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>How payloads are read and written. As the worker does it: names in any case when read, no fields.</summary>
    public JsonSerializerOptions Json { get; init; } = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Loggers of the engine and, silent during replay, of orchestrators.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
