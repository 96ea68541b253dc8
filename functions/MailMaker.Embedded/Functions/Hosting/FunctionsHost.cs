using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Starts the triggers when everything else has started, and ends them within a bound when the host stops.</summary>
internal sealed partial class FunctionsHost(
    FunctionApp app, StopSignals signals, EmbeddedTimings timings, TimeProvider clock, ILogger<FunctionsHost> logger) : IHostedLifecycleService
{
    private ITimer? endRequests;
    private Task drained = Task.CompletedTask;
    private Task drainTime = Task.CompletedTask;

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in app.Listeners)
            await listener.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        drainTime = Task.Delay(timings.DrainFor, clock, CancellationToken.None);
        endRequests = clock.CreateTimer(_ => signals.EndRequests(), null, timings.DrainFor * 2 / 3, Timeout.InfiniteTimeSpan);
        signals.Stop();
        drained = Task.WhenAll(app.Listeners.Select(listener => listener.StopAsync()));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(drained, drainTime, Task.Delay(Timeout.Infinite, cancellationToken));
        if (!drained.IsCompleted)
            LogAbandoned();
        // Whoever still waits for a function lets go of it now: messages are given back, files come again after the next start.
        signals.Abandon();
        await Task.WhenAny(drained, Task.Delay(timings.AbandonWithin, CancellationToken.None));
        if (endRequests is not null)
            await endRequests.DisposeAsync();
    }

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "Functions still ran when the time to stop was over; their work will be done again")]
    private partial void LogAbandoned();
}
