namespace MailMaker.Core.Notices;

/// <summary>A right that a person used.</summary>
public enum PersonRight
{
    /// <summary>To get what is known about it (GDPR art. 15).</summary>
    Access,

    /// <summary>To have it erased (GDPR art. 17).</summary>
    Erasure,

    /// <summary>To object, by a mail to the abuse mailbox (GDPR art. 21(2)).</summary>
    Objection,

    /// <summary>To complain to the mailbox provider, which reported it (RFC 5965).</summary>
    Complaint,
}
