using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.History;

/// <summary>How an instance finished.</summary>
/// <param name="Status">Completed, failed or terminated.</param>
/// <param name="Output">Output as JSON.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record Ending(OrchestrationRuntimeStatus Status, string? Output, TaskFailureDetails? Failure);
