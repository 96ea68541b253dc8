using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Contracts.Functions;

/// <summary>A host whose functions are given the files of a folder, at a clock's time; it scans when a test says so.</summary>
public abstract class BlobTriggerStage : IAsyncLifetime
{
    private protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private protected TempFolder Folder { get; } = new();

    private protected FakeClock Clock { get; } = new();

    private protected Record Recorded { get; } = new();

    private protected TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await StartAsync([typeof(Files)], _ => { });

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        Folder.Dispose();
    }

    private protected async Task SettleAsync()
    {
        await Host.ScanAllAsync();
        Clock.Advance(TimeSpan.FromSeconds(61));
        await Host.ScanAllAsync();
    }

    private protected Task RestartAsync(params Type[] functions) => RestartAsync(functions, _ => { });

    private protected async Task RestartAsync(Type[] functions, Action<FunctionsApplicationBuilder> configure)
    {
        await Host.DisposeAsync();
        Host = await StartAsync(functions, configure);
    }

    private protected string PathOf(string blob) => Folder.Combine(["drop", .. blob.Split('/')]);

    private protected void Write(string blob, string content)
    {
        var path = PathOf(blob);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private Task<TestHost> StartAsync(Type[] functions, Action<FunctionsApplicationBuilder> configure)
    {
        Directory.CreateDirectory(Folder.Combine("drop"));
        return TestHost.StartAsync(Folder.Path, Clock, functions, builder =>
        {
            builder.Timings.WatchFolders = false;
            builder.Services.AddSingleton(Recorded);
            configure(builder);
        });
    }

    public sealed class Files(Record record)
    {
        [Function("Import")]
        public async Task Import(
            [BlobTrigger("drop/{account}/{list}/{mode}/{name}.csv", Connection = "MailMakerStorage")] BlobClient blob,
            string account, string list, string mode, string name, string blobTrigger, BlobProperties properties)
        {
            var length = properties.Metadata.ContainsKey("hdi_isfolder") ? "folder" : $"{properties.ContentLength}";
            await record.AddAsync($"{account}|{list}|{mode}|{name}|{length}|{blobTrigger}");
        }
    }
}
