using System.Reflection;
using MailMaker.Embedded.Functions.Http;
using MailMaker.Embedded.Functions.Invocation;
using MailMaker.Embedded.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Puts the host together: one generic host with one Kestrel server.</summary>
internal static class WebHosting
{
    /// <summary>The Functions host takes request bodies of about 100 MB.</summary>
    public const long MaxRequestBodyBytes = 100 * 1024 * 1024;

    /// <summary>A builder with configuration, logging and server, and nothing else of ASP.NET Core's defaults.</summary>
    public static WebApplicationBuilder CreateBuilder(HostArguments arguments, Assembly app)
    {
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = app.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        HostConfiguration.AddTo(web.Configuration, arguments, AppContext.BaseDirectory);
        web.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        web.Logging.AddConfiguration(web.Configuration.GetSection(HostSettings.Section + ":logging"));
        web.Logging.AddConfiguration(web.Configuration.GetSection("Logging"));
        web.Logging.AddSimpleConsole(console => console.SingleLine = false);
        // Standard output is for what a command was asked for; a warning amid its JSON would spoil it.
        web.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // These lines hold paths with tokens and queries with keys; no level in a configuration switches them on.
        web.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        web.WebHost.UseKestrelCore();
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
        });
        web.Services.AddRouting();
        return web;
    }

    /// <summary>Builds the host: opens the home, finds and binds the functions, maps HTTP. No trigger fires before the host is started.</summary>
    public static IHost Build(WebApplicationBuilder web, HostPlan plan)
    {
        AddServices(web.Services, web.Configuration, plan);
        var app = web.Build();
        try
        {
            var home = app.Services.GetRequiredService<HomeOwner>().Home;
            home.Clock = app.Services.GetRequiredService<TimeProvider>();
            foreach (var url in plan.Arguments.Urls)
                app.Urls.Add(url);
            app.UseMiddleware<HttpFaults>();
            app.UseForwardedHeaders();
            app.Services.GetRequiredService<FunctionApp>().Load(app);
            return app;
        }
        catch
        {
            // The caller gets no host to dispose, and the folder must not stay locked.
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration, HostPlan plan)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(plan);
        services.AddSingleton(plan.Timings);
        services.AddSingleton(_ => HostSettings.Read(configuration));
        services.AddSingleton(_ => new HomeOwner(EmbeddedHome.For(EmbeddedHome.ConnectionString(plan.Arguments.DataFolder))));
        services.AddSingleton<StopSignals>();
        services.AddSingleton<HostLimits>();
        services.AddSingleton(_ => new FunctionRunner(plan.Middleware));
        services.AddSingleton(provider => new BackgroundRunner(
            provider.GetRequiredService<FunctionRunner>(), provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<HostLimits>().Background, plan.Timings, provider.GetRequiredService<StopSignals>()));
        services.AddSingleton<DurableParts>();
        services.AddSingleton<TriggerFactory>();
        services.AddSingleton<FunctionApp>();
        services.AddSingleton(provider => FunctionKeys.OpenOrCreate(provider.GetRequiredService<HomeOwner>().Home.Path));
        // First of the hosted services, so that it is the last to stop: the web server drains before the home's work is waited for.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, FunctionsHost>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = plan.Timings.DrainFor + TimeSpan.FromSeconds(5));
        // Only a proxy on this machine is believed; it has to set, not to append to, what clients send.
        services.Configure<ForwardedHeadersOptions>(headers => headers.ForwardedHeaders = ForwardedHeaders.All);
    }
}
