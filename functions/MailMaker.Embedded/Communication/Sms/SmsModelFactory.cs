namespace Azure.Communication.Sms.Models;

/// <summary>Makes models for tests.</summary>
public static class SmsModelFactory
{
    /// <summary>A result.</summary>
    public static SmsSendResult SmsSendResult(string to, string? messageId, int httpStatusCode, bool successful, string? errorMessage) =>
        new(to, messageId, httpStatusCode, successful, errorMessage);
}
