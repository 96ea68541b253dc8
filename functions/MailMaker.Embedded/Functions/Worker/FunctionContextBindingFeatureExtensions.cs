using MailMaker.Embedded.Functions.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Results of an invocation, for middleware.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned. Set its value to answer in the function's place.</summary>
    /// <param name="context">The invocation.</param>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new ReturnedValue(Own(context));

    /// <summary>What the function returned. Set its value to answer in the function's place.</summary>
    /// <param name="context">The invocation.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="InvalidCastException">The value is not of that type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) => new ReturnedValue<T>(Own(context));

    private static InvocationContext Own(FunctionContext context) =>
        context as InvocationContext ?? context.Features.Get<InvocationContext>()
        ?? throw new InvalidOperationException("The host did not make this FunctionContext.");

    private sealed class ReturnedValue(InvocationContext context) : InvocationResult
    {
        public override object? Value
        {
            get => context.Result;
            set => context.Result = value;
        }
    }

    private sealed class ReturnedValue<T>(InvocationContext context) : InvocationResult<T>
    {
        public override T? Value
        {
            get => (T?)context.Result;
            set => context.Result = value;
        }
    }
}
