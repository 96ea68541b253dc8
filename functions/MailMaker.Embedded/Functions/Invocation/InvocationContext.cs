using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>One invocation. Parts that few functions ask for are made at the first use.</summary>
internal sealed class InvocationContext(RegisteredFunction function, TriggerEvent trigger, IServiceProvider services, InvocationLimits limits)
    : FunctionContext, IDisposable
{
    private readonly string traceParent = Activity.Current?.Id ?? "";
    private readonly string traceState = Activity.Current?.TraceStateString ?? "";
    private string? id;
    private TriggerData? data;
    private IDictionary<object, object>? items;
    private InvocationFeatures? features;
    private InvocationLifetime? lifetime;

    /// <summary>The function and how to call it.</summary>
    public RegisteredFunction Function => function;

    /// <summary>What started the invocation.</summary>
    public TriggerEvent Trigger => trigger;

    /// <summary>What ends the invocation from outside, and the clock that times it.</summary>
    public InvocationLimits Limits => limits;

    /// <summary>What the function returned, or what middleware made of it.</summary>
    public object? Result { get; set; }

    /// <inheritdoc />
    public override string InvocationId => id ??= Guid.NewGuid().ToString();

    /// <inheritdoc />
    public override string FunctionId => function.Method.Definition.Id;

    /// <inheritdoc />
    public override TraceContext TraceContext => new Trace(traceParent, traceState);

    /// <inheritdoc />
    public override BindingContext BindingContext => data ??= new TriggerData(trigger.BindingData);

    /// <inheritdoc />
    public override RetryContext RetryContext => NoRetries.Instance;

    /// <inheritdoc />
    public override IServiceProvider InstanceServices { get; set; } = services;

    /// <inheritdoc />
    public override FunctionDefinition FunctionDefinition => function.Method.Definition;

    /// <inheritdoc />
    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    /// <inheritdoc />
    public override IInvocationFeatures Features => features ??= new InvocationFeatures(this);

    /// <inheritdoc />
    public override CancellationToken CancellationToken => (lifetime ??= new InvocationLifetime(limits, trigger.Gone)).Token;

    /// <inheritdoc />
    public void Dispose() => lifetime?.Dispose();

    private sealed class TriggerData(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class Trace(string parent, string state) : TraceContext
    {
        public override string TraceParent => parent;

        public override string TraceState => state;
    }

    private sealed class NoRetries : RetryContext
    {
        public static readonly NoRetries Instance = new();

        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }
}
