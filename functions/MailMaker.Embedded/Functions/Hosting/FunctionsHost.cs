using Microsoft.Extensions.Hosting;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Starts the triggers when everything else has started, and ends them within a bound when the host stops.</summary>
internal sealed class FunctionsHost(FunctionApp app, StopSignals signals, EmbeddedTimings timings, TimeProvider clock) : IHostedLifecycleService
{
    private ITimer? endRequests;
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
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var drained = Task.WhenAll(app.Listeners.Select(listener => listener.DrainedAsync()));
        await Task.WhenAny(drained, drainTime, Task.Delay(Timeout.Infinite, cancellationToken));
        // Whoever still waits for a function lets go of it now: messages are abandoned, files come again after the next start.
        signals.Abandon();
        endRequests?.Dispose();
        await Task.WhenAny(drained, Task.Delay(timings.AbandonWithin, CancellationToken.None));
    }

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
