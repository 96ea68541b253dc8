using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.Functions.Durable;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>The durable engine of the home, and the functions that it runs.</summary>
internal sealed class DurableParts
{
    public DurableParts(
        HomeOwner owner, IConfiguration configuration, HostSettings settings, EmbeddedTimings timings, StopSignals signals, FunctionRunner runner,
        BackgroundRunner background, IServiceScopeFactory scopes, TimeProvider clock, ILoggerFactory loggers)
    {
        var options = new DurableOptions { HubName = SettingNames.Expand(configuration, settings.HubName), Loggers = loggers };
        options = options with
        {
            MaxConcurrentActivities = settings.ConcurrentActivities ?? options.MaxConcurrentActivities,
            MaxConcurrentOrchestrators = settings.ConcurrentOrchestrators ?? options.MaxConcurrentOrchestrators,
        };
        Engine = owner.Home.Service(home => new DurableEngine(home, options));
        Functions = new DurableFunctions(Engine, runner, background, scopes, timings, signals, clock);
    }

    /// <summary>The engine.</summary>
    public DurableEngine Engine { get; }

    /// <summary>The functions.</summary>
    public DurableFunctions Functions { get; }
}
