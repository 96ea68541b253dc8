namespace MailMaker.Core.Inbound;

/// <summary>Why a mail was refused or not delivered.</summary>
public enum ReplyReason
{
    /// <summary>Not clear.</summary>
    Unclear,

    /// <summary>The mailbox does not exist.</summary>
    UnknownRecipient,

    /// <summary>The domain does not exist, or takes no mail (RFC 7505).</summary>
    UnknownDomain,

    /// <summary>The recipient has moved away and left no address that mail is passed on to.</summary>
    Moved,

    /// <summary>A text such as "user unknown" where it may be meant otherwise: after the content was seen, or with no sign of what was refused.</summary>
    DoubtfulRecipient,

    /// <summary>The mailbox is full.</summary>
    MailboxFull,

    /// <summary>The mailbox is locked or disabled; it may come back.</summary>
    MailboxDisabled,

    /// <summary>The mail is too big for this mailbox or system.</summary>
    TooBig,

    /// <summary>Not now: greylisting, maintenance, time-out of the queue.</summary>
    Temporary,

    /// <summary>The recipient's system can't be reached, or mail goes in circles.</summary>
    Network,

    /// <summary>The recipient's system is at fault.</summary>
    System,

    /// <summary>Too much at once.</summary>
    Rate,

    /// <summary>The content was taken for spam or a virus, or breaks a rule of form.</summary>
    Content,

    /// <summary>SPF, DKIM, DMARC, reverse DNS, or TLS are not as the recipient's system wants them.</summary>
    Authentication,

    /// <summary>The sending address, host or network has a bad name there.</summary>
    Reputation,

    /// <summary>A policy of the recipient's system or of the recipient, who takes mail from some senders only.</summary>
    Policy,

    /// <summary>The system does not pass mail on for this sender.</summary>
    Relay,
}
