namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>The value; null before the function ran and for functions that return nothing. Middleware may replace it.</summary>
    public abstract T? Value { get; set; }
}
