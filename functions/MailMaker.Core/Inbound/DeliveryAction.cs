namespace MailMaker.Core.Inbound;

/// <summary>What a mail system did with a recipient (RFC 3464 §2.3.3).</summary>
public enum DeliveryAction
{
    /// <summary>It gave up.</summary>
    Failed,

    /// <summary>It still tries; this is a warning.</summary>
    Delayed,

    /// <summary>It delivered.</summary>
    Delivered,

    /// <summary>It passed the mail on to a system that reports nothing.</summary>
    Relayed,

    /// <summary>It delivered to more than one address in this one's place.</summary>
    Expanded,
}
