using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How a new orchestration is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id and a start time.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>The instance id; null: a random one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When the orchestration starts; null: at once. Some releases of the Azure host ignore it.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Tags kept with the instance.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();

    /// <summary>
    /// In which statuses an instance with the same id stops this start; null: in every running one. Empty: in none, and a running
    /// instance is terminated first.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
