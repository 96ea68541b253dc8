namespace MailMaker.Core.Inbound;

/// <summary>Which of our addresses a mail came to. The caller knows it from the envelope; the mail itself can claim anything.</summary>
public enum InboundMailbox
{
    /// <summary>Not known, or an address that takes everything.</summary>
    Any,

    /// <summary>The return path of what was sent (RFC 5321 §4.4): bounces come here.</summary>
    Returns,

    /// <summary>The <c>mailto:</c> of <c>List-Unsubscribe</c> (RFC 2369 §3.2).</summary>
    Unsubscribe,

    /// <summary>The abuse mailbox (RFC 2142 §4).</summary>
    Abuse,
}
