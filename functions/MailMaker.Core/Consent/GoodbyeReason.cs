namespace MailMaker.Core.Consent;

/// <summary>The way by which a person left.</summary>
public enum GoodbyeReason
{
    /// <summary>The button on the page behind a mail's link.</summary>
    Link,

    /// <summary>The mail program's own button: one-click unsubscribe (RFC 8058).</summary>
    OneClick,

    /// <summary>A call of the client's systems or an opt-out file.</summary>
    Client,

    /// <summary>A complaint that a mailbox provider reported (RFC 5965).</summary>
    Complaint,

    /// <summary>The address does not exist.</summary>
    HardBounce,
}
