namespace MailMaker.Delivery.Smtp;

/// <summary>The relay could not be reached or did not let us in; no mail was offered. The message names no address and no secret.</summary>
internal sealed class SmtpOpenException(string code, string message, Exception? cause = null) : IOException(message, cause)
{
    /// <summary>The enhanced code (RFC 3463) that the mails which wait are answered with; of class 4.</summary>
    public string Code { get; } = code;
}
