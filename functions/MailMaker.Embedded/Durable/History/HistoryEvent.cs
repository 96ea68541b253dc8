namespace MailMaker.Embedded.Durable.History;

/// <summary>One entry of an orchestration's history.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Task">Number of the task it concerns, -1 for none.</param>
/// <param name="Name">Name of the function or event.</param>
/// <param name="Data">Result, failure or payload as JSON; for a scheduled child or a sent event the instance id.</param>
/// <param name="Value">Turn started, timer created or fired: the time (UTC ticks). Event raised: its place in the inbox.</param>
internal sealed record HistoryEvent(HistoryEventKind Kind, int Task, string? Name, string? Data, long Value)
{
    /// <summary>The event as an error message names it.</summary>
    public string Describe() => Kind switch
    {
        HistoryEventKind.ActivityScheduled => $"activity '{Name}' as task {Task}",
        HistoryEventKind.ChildScheduled => $"sub-orchestration '{Name}' as task {Task}",
        HistoryEventKind.TimerCreated => $"a timer as task {Task}",
        HistoryEventKind.EventSent => $"event '{Name}' sent as task {Task}",
        _ => $"{Kind} of task {Task}",
    };
}
