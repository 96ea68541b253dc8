using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Runs invocations: middleware, function, log. Thread-safe.</summary>
internal sealed class FunctionRunner
{
    private readonly FunctionExecutionDelegate pipeline;

    /// <summary>Builds the pipeline; the first middleware is the outermost.</summary>
    public FunctionRunner(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) =>
        pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)CallAsync, (next, step) => step(next));

    /// <summary>Runs one invocation. What the function, or middleware, threw is logged without its text and thrown on.</summary>
    public async Task<object?> RunAsync(InvocationContext context)
    {
        var clock = context.Limits.Clock;
        var started = clock.GetTimestamp();
        var function = context.Function;
        InvocationLog.Started(function.Logger, context);
        try
        {
            await pipeline(context);
            InvocationLog.Succeeded(function.Logger, context, clock.GetElapsedTime(started));
            return context.Result;
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            InvocationLog.Cancelled(function.Logger, context, clock.GetElapsedTime(started));
            throw;
        }
        catch (Exception e)
        {
            InvocationLog.Failed(function.Logger, context, clock.GetElapsedTime(started), e);
            throw;
        }
    }

    private static Task CallAsync(FunctionContext context)
    {
        // Middleware may hand on a context of its own; then it has to carry ours.
        var own = context as InvocationContext ?? context.Features.Get<InvocationContext>()
            ?? throw new InvalidOperationException("Middleware passed on a FunctionContext that the host did not make.");
        return own.Function.CallAsync(own);
    }
}
