namespace MailMaker.Core.Inbound;

/// <summary>The command of the dialogue that a reply answers (RFC 5321 §4.1.1), as far as it matters to what the reply means.</summary>
public enum SmtpCommand
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>The connection, or the greeting: the reply speaks of the sending host.</summary>
    Connect,

    /// <summary>MAIL FROM: the reply speaks of the sender.</summary>
    MailFrom,

    /// <summary>RCPT TO: the reply can speak of the recipient.</summary>
    RcptTo,

    /// <summary>DATA or the end of it: the reply speaks of the content, or of what the recipient wants.</summary>
    Data,
}
