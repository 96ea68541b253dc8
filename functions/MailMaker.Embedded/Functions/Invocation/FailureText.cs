using System.Text;
using Azure;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>
/// An exception as the log may show it: types, error codes and stack. Messages stay out, because exceptions of parsers and stores quote
/// what they were given, and that may be an address.
/// </summary>
internal static class FailureText
{
    /// <summary>The text for one exception and its causes.</summary>
    public static string Of(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (text.Length > 0)
                text.Append(Environment.NewLine).Append("caused by ");
            text.Append(e.GetType().FullName).Append(Code(e));
            if (e.StackTrace is { } stack)
                text.Append(Environment.NewLine).Append(stack);
        }

        return text.ToString();
    }

    private static string Code(Exception exception) => exception switch
    {
        RequestFailedException e => $" (status {e.Status}, {e.ErrorCode})",
        IOException e => $" (0x{e.HResult:X8})",
        // Our own words about a parameter: they name it and its type.
        TriggerMetadataException e => $" ({e.Message})",
        _ => "",
    };
}
