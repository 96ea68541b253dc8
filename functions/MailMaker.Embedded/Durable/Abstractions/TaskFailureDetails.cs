namespace Microsoft.DurableTask;

/// <summary>A failure as it survives serialisation.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown, if known.</param>
/// <param name="InnerFailure">The failure that caused this one.</param>
/// <param name="Properties">Further properties of the exception; null when none were kept.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>The failure that an exception is recorded as.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return From(exception);
    }

    /// <summary>Whether the recorded type is <typeparamref name="T"/> or derives from it; false when the type is not loaded here.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the recorded type is <paramref name="targetBaseExceptionType"/> or derives from it; false when the type is not loaded here.</summary>
    /// <exception cref="ArgumentException">The type is not an exception's.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        return Find(targetBaseExceptionType) is { } recorded && targetBaseExceptionType.IsAssignableFrom(recorded);
    }

    /// <inheritdoc />
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private static TaskFailureDetails From(Exception exception) =>
        new(exception.GetType().ToString(), exception.Message, exception.StackTrace, InnerOf(exception), null);

    private static TaskFailureDetails? InnerOf(Exception exception) => exception switch
    {
        TaskFailedException failed => failed.FailureDetails,
        { InnerException: { } inner } => From(inner),
        _ => null,
    };

    private Type? Find(Type near)
    {
        if (string.IsNullOrEmpty(ErrorType))
            return null;
        return Type.GetType(ErrorType, throwOnError: false)
            ?? near.Assembly.GetType(ErrorType, throwOnError: false)
            ?? AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(ErrorType, throwOnError: false)).FirstOrDefault(t => t is not null);
    }
}
