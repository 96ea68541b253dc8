namespace MailMaker.Embedded.Durable.History;

/// <summary>An activity to run.</summary>
/// <param name="Seq">Its row.</param>
/// <param name="Name">Its function.</param>
/// <param name="Task">Number of the call within the orchestration.</param>
/// <param name="Input">Its input as JSON.</param>
/// <param name="Instance">Row of the orchestration.</param>
/// <param name="Execution">Run of the orchestration.</param>
/// <param name="InstanceId">Id of the orchestration; empty when that was purged.</param>
internal sealed record ScheduledActivity(long Seq, string Name, int Task, string? Input, long Instance, int Execution, string InstanceId);
