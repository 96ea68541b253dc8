namespace Microsoft.DurableTask;

/// <summary>An activity or sub-orchestration failed. The exception it threw is not re-created: see <see cref="FailureDetails"/>.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure with its cause.</summary>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, innerException.Message), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>A failure as recorded in the history.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>Name of the task that failed.</summary>
    public string TaskName { get; }

    /// <summary>Its number within the orchestration, counted from 0 in the order of the calls.</summary>
    public int TaskId { get; }

    /// <summary>Type name, message and inner failures of what was thrown.</summary>
    public TaskFailureDetails FailureDetails { get; }

    private static string Describe(string taskName, int taskId, string message) =>
        $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {message}";
}
