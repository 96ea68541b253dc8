using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>Runs orchestrations and their activities from a history in <c>durable.db</c> of the home folder. Thread-safe.</summary>
internal sealed class DurableEngine(EmbeddedHome home, DurableOptions options) : IAsyncDisposable
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<ActivityCall, CancellationToken, Task<object?>>> activities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts, watches and steers orchestrations; usable before <see cref="StartAsync"/>.</summary>
    public DurableTaskClient Client => throw new InvalidOperationException($"{home.Path} {options.HubName}");

    /// <summary>
    /// Makes an orchestrator function known; before <see cref="StartAsync"/>. <paramref name="run"/> is called at every turn, on the
    /// turn's own thread and scheduler: on the way to the function nothing may use <c>ConfigureAwait(false)</c> or wait for anything else.
    /// </summary>
    public void RegisterOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run) => orchestrators.Add(name, run);

    /// <summary>Makes an activity function known; before <see cref="StartAsync"/>. What it returns is recorded as JSON.</summary>
    public void RegisterActivity(string name, Func<ActivityCall, CancellationToken, Task<object?>> run) => activities.Add(name, run);

    /// <summary>Goes on with everything that has not finished.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>
    /// Starts no further work, lets what runs finish, and after <paramref name="within"/> cancels and abandons the rest: abandoned
    /// activities run again at the next start.
    /// </summary>
    public Task StopAsync(TimeSpan within) => Task.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
