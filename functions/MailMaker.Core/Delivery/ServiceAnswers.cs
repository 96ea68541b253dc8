namespace MailMaker.Core.Delivery;

/// <summary>What refusals of Azure Communication Services mean for a hand-over, in the codes of RFC 3463.</summary>
public static class ServiceAnswers
{
    // Bad sender's system address (RFC 3463 §3.2).
    private const string BadSender = "5.1.8";

    /// <summary>The answer to a refusal of a whole request.</summary>
    /// <param name="status">HTTP status; 0 when no answer came.</param>
    /// <param name="errorCode">The service's word for it; null when it gave none.</param>
    /// <param name="retryAfter">Its header Retry-After, when it sent one.</param>
    public static HandOver OfRefusal(int status, string? errorCode, TimeSpan? retryAfter) => status switch
    {
        // Mail system congestion: the quota is the resource's, not the recipient's.
        429 => new HandOver.TemporaryFailure("4.4.5", retryAfter) { Fault = FaultOf.Channel },
        // No answer from the host.
        0 or 408 => new HandOver.TemporaryFailure("4.4.1", retryAfter),
        // Key, role, domain or sender are not set up: a mistake to be mended, and no reason to drop an audience.
        401 or 403 or 404 => new HandOver.TemporaryFailure("4.3.5", retryAfter) { Fault = FaultOf.Channel },
        >= 500 => new HandOver.TemporaryFailure("4.3.2", retryAfter),
        413 => new HandOver.PermanentFailure("5.3.4"),
        _ => Refused(CodeOf(errorCode ?? "")),
    };

    private static HandOver.PermanentFailure Refused(string code) => new(code) { Fault = code == BadSender ? FaultOf.Sender : FaultOf.Message };

    /// <summary>The answer to one recipient's refusal within an accepted request of text messages.</summary>
    /// <param name="status">The item's HTTP status.</param>
    public static HandOver OfItem(int status) => status switch
    {
        >= 200 and < 300 => new HandOver.Accepted(""),
        429 => new HandOver.TemporaryFailure("4.4.5"),
        >= 500 => new HandOver.TemporaryFailure("4.3.2"),
        _ => new HandOver.PermanentFailure("5.1.3"),
    };

    private static string CodeOf(string errorCode)
    {
        // The recipient is on the service's own suppression list.
        if (errorCode.Contains("Suppress", StringComparison.OrdinalIgnoreCase))
            return "5.2.1";
        if (errorCode.Contains("Sender", StringComparison.OrdinalIgnoreCase) || errorCode.Contains("Domain", StringComparison.OrdinalIgnoreCase))
            return BadSender;
        return errorCode.Contains("Recipient", StringComparison.OrdinalIgnoreCase) || errorCode.Contains("Address", StringComparison.OrdinalIgnoreCase) ? "5.1.3" : "5.5.4";
    }
}
