namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger knows about its event.</summary>
public abstract class BindingContext
{
    /// <summary>Trigger metadata by name, compared without case: route values, tokens of the blob path, properties of the message.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
