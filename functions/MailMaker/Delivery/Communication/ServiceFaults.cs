using System.Globalization;
using Azure;
using MailMaker.Core.Delivery;

namespace MailMaker.Delivery.Communication;

/// <summary>Reads what the clients of Azure Communication Services throw. Their messages can quote recipients, so nothing of them is kept.</summary>
internal static class ServiceFaults
{
    /// <summary>Whether an exception says that no answer came: whether the message was taken is not known.</summary>
    public static bool IsNoAnswer(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 } or OperationCanceledException or HttpRequestException or IOException => true,
        // All tries of the pipeline in one exception, though there is but one.
        AggregateException all => all.InnerExceptions.All(IsNoAnswer),
        _ => false,
    };

    /// <summary>The answer that an exception stands for; null when it stands for none.</summary>
    public static HandOver? Read(Exception fault, TimeProvider clock) => fault switch
    {
        _ when IsNoAnswer(fault) => ServiceAnswers.OfRefusal(0, null, null),
        RequestFailedException refused => ServiceAnswers.OfRefusal(refused.Status, refused.ErrorCode, RetryAfter(refused.GetRawResponse(), clock)),
        // What the client refuses before it asks: something is empty that must not be.
        ArgumentException => new HandOver.PermanentFailure("5.6.0"),
        _ => null,
    };

    // RFC 9110 §10.2.3: seconds or a date. The service also sends milliseconds in fields of its own.
    private static TimeSpan? RetryAfter(Response? response, TimeProvider clock)
    {
        if (response is null)
            return null;
        foreach (var name in (string[])["retry-after-ms", "x-ms-retry-after-ms"])
        {
            if (response.Headers.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
                return TimeSpan.FromMilliseconds(milliseconds);
        }

        if (!response.Headers.TryGetValue("Retry-After", out var value))
            return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment > clock.GetUtcNow()
            ? moment - clock.GetUtcNow()
            : null;
    }
}
