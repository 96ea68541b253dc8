namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>What started one invocation.</summary>
internal abstract class TriggerEvent
{
    /// <summary>Trigger metadata by name, compared without case.</summary>
    public virtual IReadOnlyDictionary<string, object?> BindingData => NoData;

    /// <summary>Cancelled when nobody waits for the outcome any more.</summary>
    public virtual CancellationToken Gone => CancellationToken.None;

    private static Dictionary<string, object?> NoData { get; } = [];
}
