using System.Reflection;
using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Embedded.Functions.Durable;

/// <summary>Runs orchestrator and activity functions for the durable engine.</summary>
internal sealed class DurableFunctions(
    DurableEngine engine, FunctionRunner runner, BackgroundRunner background, IServiceScopeFactory scopes, EmbeddedTimings timings, StopSignals signals,
    TimeProvider clock) : ITriggerListener
{
    // An orchestrator has no time limit of its own and no use for a token: it may wait for weeks, over restarts.
    private readonly InvocationLimits noLimits = new(clock, Timeout.InfiniteTimeSpan, CancellationToken.None);

    /// <summary>Fills parameters that carry the <see cref="DurableClientAttribute"/>.</summary>
    public ParameterBinder? BindClient(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is null)
            return null;
        return parameter.ParameterType == typeof(DurableTaskClient)
            ? _ => new(engine.Client)
            : throw new FunctionRefusedException($"The parameter {parameter.Name} with DurableClient must be a DurableTaskClient.");
    }

    /// <summary>Makes an orchestrator function known to the engine.</summary>
    public void RegisterOrchestrator(string name, RegisteredFunction function) =>
        engine.RegisterOrchestrator(name, context => RunTurnAsync(function, context));

    /// <summary>Makes an activity function known to the engine.</summary>
    public void RegisterActivity(string name, RegisteredFunction function) =>
        engine.RegisterActivity(name, (call, gone) => RunActivityAsync(function, call, gone));

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

    /// <inheritdoc />
    public Task StopAsync() => engine.StopAsync(timings.DrainFor);

    // On the turn's own thread: no await here leaves it. A turn that ends before its function does never comes back to this method, so the
    // scope is left to the collector instead of being disposed.
    private Task<object?> RunTurnAsync(RegisteredFunction function, TaskOrchestrationContext orchestration)
    {
        var scope = scopes.CreateScope();
        return runner.RunAsync(new InvocationContext(function, new OrchestrationEvent(orchestration), scope.ServiceProvider, noLimits));
    }

    private async Task<object?> RunActivityAsync(RegisteredFunction function, ActivityCall call, CancellationToken gone)
    {
        try
        {
            return await background.RunAsync(function, new ActivityEvent(call, gone));
        }
        catch (OperationCanceledException e) when (signals.Stopping.IsCancellationRequested)
        {
            // It ended because the host stops: that is no result, and no failure either.
            throw new ActivityAbandonedException(e);
        }
    }
}
