namespace MailMaker.Embedded.Durable.History;

/// <summary>What happened in an orchestration. The numbers are stored: never change one.</summary>
internal enum HistoryEventKind
{
    TurnStarted = 0,
    ActivityScheduled = 1,
    ActivityCompleted = 2,
    ActivityFailed = 3,
    TimerCreated = 4,
    TimerFired = 5,
    ChildScheduled = 6,
    ChildCompleted = 7,
    ChildFailed = 8,
    EventSent = 9,
    EventRaised = 10,
}
