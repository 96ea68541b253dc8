namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>A step around every invocation, orchestrators on each replay included. One instance serves the whole app.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs the step.</summary>
    /// <param name="context">The invocation; take scoped services from its <see cref="FunctionContext.InstanceServices"/>.</param>
    /// <param name="next">The rest of the invocation.</param>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
