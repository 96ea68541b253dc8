namespace Azure.Communication.Sms;

/// <summary>What became of a text message to one recipient. An accepted request may hold refused ones: look at each.</summary>
public class SmsSendResult
{
    internal SmsSendResult(string to, string? messageId, int httpStatusCode, bool successful, string? errorMessage)
    {
        To = to;
        MessageId = messageId;
        HttpStatusCode = httpStatusCode;
        Successful = successful;
        ErrorMessage = errorMessage;
    }

    /// <summary>The recipient's number, E.164.</summary>
    public string To { get; }

    /// <summary>Id of the message, as in its delivery report; null when it was refused.</summary>
    public string? MessageId { get; }

    /// <summary>202 when it was accepted.</summary>
    public int HttpStatusCode { get; }

    /// <summary>Whether it was accepted.</summary>
    public bool Successful { get; }

    /// <summary>Why it was not; null when it was.</summary>
    public string? ErrorMessage { get; }
}
