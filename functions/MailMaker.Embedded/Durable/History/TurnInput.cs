using Microsoft.DurableTask;

namespace MailMaker.Embedded.Durable.History;

/// <summary>An instance as a turn finds it.</summary>
internal sealed record TurnInput
{
    /// <summary>Row of the instance.</summary>
    public required long Seq { get; init; }

    /// <summary>Id of the instance.</summary>
    public required string Id { get; init; }

    /// <summary>Orchestrator function.</summary>
    public required string Name { get; init; }

    /// <summary>Which run since it was scheduled.</summary>
    public required int Execution { get; init; }

    /// <summary>Input of this run as JSON.</summary>
    public required string? Input { get; init; }

    /// <summary>The calling orchestration.</summary>
    public required ParentOrchestrationInstance? Parent { get; init; }

    /// <summary>What earlier turns have recorded.</summary>
    public required IReadOnlyList<HistoryEvent> History { get; init; }

    /// <summary>What has arrived since.</summary>
    public required IReadOnlyList<HistoryEvent> Arrived { get; init; }

    /// <summary>Place in the inbox of the last of <see cref="Arrived"/>.</summary>
    public required long LastArrived { get; init; }

    /// <summary>Time of this turn: never before that of an earlier one, nor before a timer that has fired, wherever the clock stands.</summary>
    public required DateTime Now { get; init; }
}
