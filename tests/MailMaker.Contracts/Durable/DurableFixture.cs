using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

/// <summary>An engine over a folder of its own, on a fake clock; can be closed or crashed and opened again.</summary>
internal sealed class DurableFixture(Action<DurableEngine> register, DurableOptions? options = null) : IAsyncDisposable
{
    // A test that hangs fails; nothing in a test depends on how long this is.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);

    private readonly string folder = Path.Combine(Path.GetTempPath(), "durable-" + Guid.NewGuid().ToString("N"));
    private EmbeddedHome? home;

    public FakeClock Clock { get; } = new();

    public DurableEngine Engine { get; private set; } = null!;

    public DurableTaskClient Client => Engine.Client;

    public static async Task<DurableFixture> StartAsync(Action<DurableEngine> register, DurableOptions? options = null)
    {
        var fixture = new DurableFixture(register, options);
        await fixture.OpenAsync();
        return fixture;
    }

    public async Task OpenAsync(Action<DurableEngine>? before = null)
    {
        home = EmbeddedHome.For(EmbeddedHome.ConnectionString(folder));
        home.Clock = Clock;
        Engine = home.Service(h => new DurableEngine(h, options ?? new DurableOptions()));
        register(Engine);
        before?.Invoke(Engine);
        await Engine.StartAsync();
    }

    public async Task CloseAsync()
    {
        await home!.DisposeAsync();
        home = null;
    }

    /// <summary>Ends the engine as a killed process ends: nothing more reaches the disk. Then opens the folder anew.</summary>
    public async Task CrashAndOpenAsync()
    {
        Engine.Store.BeforeWrite = () => throw new ProcessEndedException();
        await CloseAsync();
        await OpenAsync();
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        await IdleAsync();
        Clock.Advance(by);
        await IdleAsync();
    }

    public Task IdleAsync() => Engine.WhenIdleAsync().WaitAsync(Hang);

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));

    public Task<OrchestrationMetadata> CompletionAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(Hang);

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) =>
        await CompletionAsync(await ScheduleAsync(name, input, id));

    public async Task<OrchestrationMetadata> GetAsync(string id) => (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))!;

    public long Count(string table) => Engine.Store.Read(s => (long)s.Scalar($"SELECT COUNT(*) FROM {table}")!);

    public async ValueTask DisposeAsync()
    {
        if (home is not null)
            await CloseAsync();
        Directory.Delete(folder, recursive: true);
    }
}
