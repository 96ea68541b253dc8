namespace MailMaker.Core.Inbound;

/// <summary>What a feedback report is about (RFC 5965 §7.3 and its registry).</summary>
public enum FeedbackType
{
    /// <summary>Marked as spam, by a person or by a trap address.</summary>
    Abuse,

    /// <summary>Taken for phishing or fraud.</summary>
    Fraud,

    /// <summary>Said to carry a virus.</summary>
    Virus,

    /// <summary>Taken out of the spam folder: the opposite of a complaint.</summary>
    NotSpam,

    /// <summary>The recipient asked its provider to be taken off (opt-out, unsubscribe).</summary>
    OptOut,

    /// <summary>Another word, or none.</summary>
    Other,
}
