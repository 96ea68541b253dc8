namespace MailMaker.Embedded.Durable.Replay;

/// <summary>The orchestrator did something else than its history says, or waited for something that no history can hold.</summary>
internal sealed class NonDeterminismException(string message) : Exception(message)
{
    /// <summary>The type name that failures are recorded with: the framework's own.</summary>
    public const string RecordedType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";
}
