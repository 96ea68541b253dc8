namespace MailMaker.Embedded.Durable.History;

/// <summary>The task of an orchestration that a sub-orchestration reports to.</summary>
internal sealed record CallingTask(long Seq, int Execution, int Task, string Id, string Name);
