using MailMaker.Embedded.Durable.Engine;
using Microsoft.DurableTask;

namespace MailMaker.Contracts.Durable;

/// <summary>Short forms of registration.</summary>
internal static class Functions
{
    /// <summary>Cancels on the calling thread: <c>CancelAsync</c> would leave the turn.</summary>
    public static void Cancel(CancellationTokenSource source) => source.Cancel();

    public static DurableEngine Orchestrator(this DurableEngine engine, string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        engine.RegisterOrchestrator(name, run);
        return engine;
    }

    public static DurableEngine Activity<TIn>(this DurableEngine engine, string name, Func<TIn, object?> run)
    {
        engine.RegisterActivity(name, (call, _) => Task.FromResult(run((TIn)call.ReadInput(typeof(TIn))!)));
        return engine;
    }

    public static DurableEngine AsyncActivity(this DurableEngine engine, string name, Func<ActivityCall, CancellationToken, Task<object?>> run)
    {
        engine.RegisterActivity(name, run);
        return engine;
    }
}
