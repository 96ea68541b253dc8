using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.Functions.Invocation;

namespace MailMaker.Embedded.Functions.Durable;

/// <summary>A run of an activity function.</summary>
internal sealed class ActivityEvent(ActivityCall call, CancellationToken gone) : TriggerEvent
{
    /// <summary>The call.</summary>
    public ActivityCall Call => call;

    /// <inheritdoc />
    public override CancellationToken Gone => gone;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, object?> BindingData { get; } =
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = call.InstanceId };
}
