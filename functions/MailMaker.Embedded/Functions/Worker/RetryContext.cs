namespace Microsoft.Azure.Functions.Worker;

/// <summary>Retries of an invocation by a retry attribute.</summary>
public abstract class RetryContext
{
    /// <summary>How often this invocation was tried before.</summary>
    public abstract int RetryCount { get; }

    /// <summary>How often it is tried again at most.</summary>
    public abstract int MaxRetryCount { get; }
}
