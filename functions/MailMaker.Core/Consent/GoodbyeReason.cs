namespace MailMaker.Core.Consent;

/// <summary>The way by which a person left.</summary>
public enum GoodbyeReason
{
    /// <summary>The button on the page behind a mail's link.</summary>
    Link,

    /// <summary>The mail program's own button: one-click unsubscribe (RFC 8058).</summary>
    OneClick,

    /// <summary>A call of the client's systems.</summary>
    Client,

    /// <summary>A complaint that a mailbox provider reported (RFC 5965).</summary>
    Complaint,

    /// <summary>A mail to the address in <c>List-Unsubscribe</c> (RFC 2369 §3.2).</summary>
    Mailto,

    /// <summary>A mail to the abuse mailbox.</summary>
    AbuseMailbox,

    /// <summary>A file of people who left, dropped by the client.</summary>
    OptOutFile,

    /// <summary>The page of preferences.</summary>
    Preferences,

    /// <summary>A text message with a word such as STOP.</summary>
    TextStop,
}
