using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Commands;
using MailMaker.Hosting;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Tests.Support;

/// <summary>The whole app in this process, on a folder and a free port.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly IHost host;

    private RunningApp(IHost host, string folder)
    {
        this.host = host;
        Folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(ServerAddresses.Of(host).First()) };
        using var keys = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "keys.json")));
        Http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<RunningApp> StartAsync(string folder, Action<Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder>? configure = null)
    {
        var builder = MailMakerApp.CreateBuilder(["--data", folder, "--urls", "http://127.0.0.1:0"]);
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new RunningApp(host, folder);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task PutAsync(string path, object body)
    {
        using var answer = await Http.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"PUT {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
