namespace Microsoft.DurableTask;

/// <summary>Says after a failure whether the task is tried again; may await durable timers. Runs as orchestrator code.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
