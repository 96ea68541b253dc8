using System.Reflection;
using MailMaker.Embedded.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Collects configuration, services and middleware of a function app, then builds it.</summary>
/// <remarks>
/// The built host serves HTTP from one Kestrel server; once it has started, the addresses that it is bound to are in
/// <see cref="AspNetCore.Hosting.Server.Features.IServerAddressesFeature"/> of the registered <see cref="AspNetCore.Hosting.Server.IServer"/>.
/// </remarks>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private readonly WebApplicationBuilder web;
    private readonly HostArguments arguments;

    internal FunctionsApplicationBuilder(string[] args, Assembly app)
    {
        arguments = HostArguments.Parse(args);
        web = WebHosting.CreateBuilder(arguments, app);
        FunctionClasses = app.GetTypes;
    }

    /// <summary>For the app's own use while it is built.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    /// <summary>Settings: the environment over local.settings.json, host.json below <c>AzureFunctionsJobHost</c>.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    /// <inheritdoc />
    public IHostEnvironment Environment => web.Environment;

    /// <inheritdoc />
    public ILoggingBuilder Logging => web.Logging;

    /// <inheritdoc />
    public IMetricsBuilder Metrics => web.Metrics;

    /// <inheritdoc cref="IHostApplicationBuilder.Services" />
    public IServiceCollection Services => web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    /// <summary>Intervals of the embedded home; for tests.</summary>
    internal EmbeddedTimings Timings { get; } = new();

    /// <summary>Whether HTTP functions use ASP.NET Core types.</summary>
    internal bool HasWebApplication { get; set; }

    /// <summary>The classes that functions are looked for in: those of the calling assembly, unless a test names its own.</summary>
    internal Func<IEnumerable<Type>> FunctionClasses { get; set; }

    /// <summary>Builds the host. Start it with <c>RunAsync</c> or <c>StartAsync</c>; dispose it to release the data folder.</summary>
    /// <exception cref="InvalidOperationException">A function is declared in a way that the Functions host would not run; the message lists why.</exception>
    /// <exception cref="IOException">Another process has the data folder open.</exception>
    public IHost Build() => WebHosting.Build(web, new HostPlan(arguments, FunctionClasses, middleware, Timings, HasWebApplication));

    /// <inheritdoc />
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <inheritdoc />
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }
}
