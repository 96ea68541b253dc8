using MailMaker.Testing;
using MailMaker.Embedded.Functions.Blob;
using MailMaker.Embedded.Functions.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Contracts.Functions;

/// <summary>A whole function app on a folder of its own, a free port and a fake clock.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private TestHost(IHost host, FakeClock clock, string folder)
    {
        Host = host;
        Clock = clock;
        Folder = folder;
        Master = Keys("master");
        Client = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public IHost Host { get; }

    public FakeClock Clock { get; }

    public string Folder { get; }

    public string Master { get; }

    public HttpClient Client { get; }

    public T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public string Keys(string field) =>
        System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "keys.json"))).RootElement.GetProperty(field).GetString()!;

    /// <summary>Starts an app of these function classes. Without a folder it gets a new one, which is deleted by whoever made it.</summary>
    public static async Task<TestHost> StartAsync(
        string folder, FakeClock clock, IReadOnlyList<Type> functions, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var host = Build(folder, clock, functions, configure);
        await host.StartAsync();
        return new TestHost(host, clock, folder);
    }

    public static IHost Build(string folder, FakeClock clock, IReadOnlyList<Type> functions, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var builder = FunctionsApplication.CreateBuilder(["--data", folder, "--urls", "http://127.0.0.1:0"]);
        builder.ConfigureFunctionsWebApplication();
        builder.FunctionClasses = () => functions;
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<Record>();
        builder.Configuration[HostSettings.Section + ":extensions:http:routePrefix"] = "";
        configure?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>The app's one blob function.</summary>
    public BlobListener Blobs() => Service<FunctionApp>().Listeners.OfType<BlobListener>().Single();

    /// <summary>Scans for every blob function, until all that is due has run.</summary>
    public async Task ScanAllAsync()
    {
        foreach (var blobs in Service<FunctionApp>().Listeners.OfType<BlobListener>())
            await blobs.ScanNowAsync();
    }

    public async Task StopAsync() => await Host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
    }
}
