using System.Collections.Immutable;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an orchestration instance.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>Metadata of an instance.</summary>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>Its orchestrator function.</summary>
    public string Name { get; }

    /// <summary>Its id.</summary>
    public string InstanceId { get; }

    /// <summary>Reads the payloads; null when they were not fetched.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>Where it stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was scheduled.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Input as JSON; null when there is none or it was not fetched.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Output as JSON; null when there is none or it was not fetched.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>Custom status as JSON; null when there is none or it was not fetched.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Tags given at the start.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();

    /// <summary>Why it failed.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether it is running (a suspended or pending instance is not).</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether it has finished, in whichever way.</summary>
    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not fetched.</exception>
    public T? ReadInputAs<T>() => Fetched.Deserialize<T>(SerializedInput);

    /// <summary>The output.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not fetched.</exception>
    public T? ReadOutputAs<T>() => Fetched.Deserialize<T>(SerializedOutput);

    /// <summary>The custom status.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not fetched.</exception>
    public T? ReadCustomStatusAs<T>() => Fetched.Deserialize<T>(SerializedCustomStatus);

    /// <inheritdoc />
    public override string ToString() => $"{Name} {InstanceId} {RuntimeStatus}";

    private DataConverter Fetched => DataConverter
        ?? throw new InvalidOperationException("Payloads can be read only when the instance was fetched with its inputs and outputs.");
}
