using MailMaker.Embedded.Durable.History;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>What a turn leaves behind: recorded in one transaction, or not at all.</summary>
internal sealed record TurnOutcome(TurnInput Turn)
{
    /// <summary>Tasks that the turn asked for.</summary>
    public IReadOnlyCollection<PlannedTask> Planned { get; init; } = [];

    /// <summary>Timers of earlier turns that it cancelled.</summary>
    public IReadOnlyList<int> CancelledTimers { get; init; } = [];

    /// <summary>The custom status, if it was set.</summary>
    public CustomStatus? Status { get; init; }

    /// <summary>How the instance finished; null: it has not.</summary>
    public Ending? Ending { get; init; }

    /// <summary>How it starts over; null: it doesn't.</summary>
    public Restart? NextRun { get; init; }

    /// <summary>Events kept for the next run.</summary>
    public IReadOnlyList<HistoryEvent> KeptEvents { get; init; } = [];
}
