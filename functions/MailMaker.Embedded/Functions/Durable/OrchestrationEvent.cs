using MailMaker.Embedded.Functions.Invocation;
using Microsoft.DurableTask;

namespace MailMaker.Embedded.Functions.Durable;

/// <summary>A turn of an orchestrator function.</summary>
internal sealed class OrchestrationEvent(TaskOrchestrationContext context) : TriggerEvent
{
    /// <summary>The orchestration.</summary>
    public TaskOrchestrationContext Context => context;
}
