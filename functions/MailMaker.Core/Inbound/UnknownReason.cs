namespace MailMaker.Core.Inbound;

/// <summary>Why a mail that came back asks for nothing.</summary>
public enum UnknownReason
{
    /// <summary>Nothing that is known; a person should look.</summary>
    NotUnderstood,

    /// <summary>It looks like a bounce, and names no recipient that can be read; a person should look.</summary>
    NoRecipient,

    /// <summary>A report that a mail arrived or was passed on (RFC 3464 §2.3.3, delivered, relayed or expanded).</summary>
    Delivered,

    /// <summary>A report that somebody's mail failed authentication (RFC 6591, DMARC): about a domain, and nobody's complaint.</summary>
    AuthenticationReport,
}
