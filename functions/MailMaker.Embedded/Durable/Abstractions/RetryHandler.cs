namespace Microsoft.DurableTask;

/// <summary>Says after a failure whether the task is tried again. Runs as orchestrator code: it must be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
