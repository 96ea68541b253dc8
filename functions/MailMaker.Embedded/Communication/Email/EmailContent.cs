namespace Azure.Communication.Email;

/// <summary>What an e-mail says: subject, and HTML or plain text or both.</summary>
/// <param name="subject">The subject.</param>
public class EmailContent(string subject)
{
    /// <summary>The subject.</summary>
    public string Subject { get; } = subject;

    /// <summary>The HTML; null for none.</summary>
    public string? Html { get; set; }

    /// <summary>The plain text; null for none.</summary>
    public string? PlainText { get; set; }
}
