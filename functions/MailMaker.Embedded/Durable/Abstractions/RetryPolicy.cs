namespace Microsoft.DurableTask;

/// <summary>Retries with a growing interval between the attempts.</summary>
public class RetryPolicy
{
    private readonly Func<TaskFailureDetails, bool> handleFailure = _ => true;

    /// <summary>A retry policy.</summary>
    /// <param name="maxNumberOfAttempts">How often the task is tried in all, the first time included.</param>
    /// <param name="firstRetryInterval">Time from the first failure to the second attempt.</param>
    /// <param name="backoffCoefficient">Each later interval is the one before times this.</param>
    /// <param name="maxRetryInterval">No interval is longer; null: one hour.</param>
    /// <param name="retryTimeout">No retry is scheduled once this has passed since the first attempt; null: no such end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        if (maxRetryInterval is { } longest && longest != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(longest, firstRetryInterval, nameof(maxRetryInterval));
        if (retryTimeout is { } end && end != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(end, firstRetryInterval, nameof(retryTimeout));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Time from the first failure to the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Growth of the interval from one retry to the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Longest interval.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>Time since the first attempt after which no retry is scheduled; <see cref="Timeout.InfiniteTimeSpan"/>: none.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says of a failure whether it is worth another attempt. Compare error types as text: the exception itself does not survive.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => handleFailure = value;
    }

    /// <summary>What <see cref="HandleFailure"/> was set to.</summary>
    internal bool Handles(TaskFailureDetails failure) => handleFailure(failure);
}
