using MailMaker.Embedded.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Runs functions that no HTTP request waits for: each in a scope of its own, for no longer than it may. Thread-safe.</summary>
internal sealed class BackgroundRunner(
    FunctionRunner runner, IServiceScopeFactory scopes, InvocationLimits limits, EmbeddedTimings timings, StopSignals signals)
{
    /// <summary>Runs one invocation and returns what the function returned.</summary>
    /// <exception cref="OperationCanceledException">The host stopped, and the function ended for that or was abandoned.</exception>
    /// <exception cref="TimeoutException">The function went on long after its time was up; it may still be running.</exception>
    public async Task<object?> RunAsync(RegisteredFunction function, TriggerEvent trigger)
    {
        // On the pool, because a function may block its thread, and the caller's loop has others to serve.
        var run = Task.Run(() => RunInScopeAsync(function, trigger), CancellationToken.None);
        var most = limits.Timeout == Timeout.InfiniteTimeSpan ? limits.Timeout : limits.Timeout + timings.TimeoutGrace;
        return await run.WaitAsync(most, limits.Clock, signals.Abandoned);
    }

    private async Task<object?> RunInScopeAsync(RegisteredFunction function, TriggerEvent trigger)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var context = new InvocationContext(function, trigger, scope.ServiceProvider, limits);
        return await runner.RunAsync(context);
    }
}
