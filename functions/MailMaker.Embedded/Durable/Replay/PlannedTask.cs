using MailMaker.Embedded.Durable.History;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>A task that the orchestrator asked for in this turn.</summary>
internal sealed record PlannedTask(HistoryEvent Event)
{
    /// <summary>Input of an activity or child, payload of a sent event, as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary>Tags of a child.</summary>
    public IDictionary<string, string>? Tags { get; init; }

    /// <summary>A timer that was cancelled before the turn ended: recorded, never set.</summary>
    public bool Cancelled { get; set; }
}
