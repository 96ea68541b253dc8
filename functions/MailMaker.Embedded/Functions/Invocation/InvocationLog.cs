using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>The log lines of an invocation. They name the function and the invocation, never what was passed.</summary>
internal static partial class InvocationLog
{
    public static void Started(ILogger logger, InvocationContext context)
    {
        if (logger.IsEnabled(LogLevel.Debug))
            LogStarted(logger, context.Function.Name, context.InvocationId);
    }

    public static void Succeeded(ILogger logger, InvocationContext context, TimeSpan took)
    {
        if (logger.IsEnabled(LogLevel.Information))
            LogSucceeded(logger, context.Function.Name, context.InvocationId, took.TotalMilliseconds);
    }

    public static void Cancelled(ILogger logger, InvocationContext context, TimeSpan took) =>
        LogCancelled(logger, context.Function.Name, context.InvocationId, took.TotalMilliseconds);

    public static void Failed(ILogger logger, InvocationContext context, TimeSpan took, Exception cause)
    {
        if (logger.IsEnabled(LogLevel.Error))
            LogFailed(logger, context.Function.Name, context.InvocationId, took.TotalMilliseconds, FailureText.Of(cause));
    }

    [LoggerMessage(1, LogLevel.Debug, "Executing {Function} ({InvocationId})")]
    private static partial void LogStarted(ILogger logger, string function, string invocationId);

    [LoggerMessage(2, LogLevel.Information, "Executed {Function} ({InvocationId}) in {Milliseconds:0.0} ms")]
    private static partial void LogSucceeded(ILogger logger, string function, string invocationId, double milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "Cancelled {Function} ({InvocationId}) after {Milliseconds:0.0} ms")]
    private static partial void LogCancelled(ILogger logger, string function, string invocationId, double milliseconds);

    [LoggerMessage(4, LogLevel.Error, "Failed {Function} ({InvocationId}) after {Milliseconds:0.0} ms: {Failure}")]
    private static partial void LogFailed(ILogger logger, string function, string invocationId, double milliseconds, string failure);
}
