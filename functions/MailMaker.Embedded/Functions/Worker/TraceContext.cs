namespace Microsoft.Azure.Functions.Worker;

/// <summary>Distributed trace that an invocation belongs to (W3C Trace Context).</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> value; empty without a trace.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> value; empty without one.</summary>
    public abstract string TraceState { get; }
}
