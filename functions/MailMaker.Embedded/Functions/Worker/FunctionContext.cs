namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique per invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Same as <see cref="FunctionDefinition.Id"/>.</summary>
    public abstract string FunctionId { get; }

    /// <summary>Distributed trace that the invocation belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger knows about its event.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Retries of this invocation by a retry attribute; none in the embedded home.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation: a scope of its own.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>For middleware to pass things along.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of this invocation.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the host stops, the function exceeds <c>functionTimeout</c>, or the HTTP client has gone.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
