namespace DurableTask.Core.Exceptions;

/// <summary>An instance with this id exists in a status that stops a new start.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    /// <summary>Without a text.</summary>
    public OrchestrationAlreadyExistsException()
    {
    }

    /// <summary>With a text.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>With a text and a cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
