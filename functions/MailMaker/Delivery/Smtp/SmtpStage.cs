namespace MailMaker.Delivery.Smtp;

/// <summary>How far a connection is with the mail in hand: what a break means depends on it.</summary>
internal enum SmtpStage
{
    /// <summary>The end of the content is not sent: the relay can't have taken the mail.</summary>
    Offered,

    /// <summary>The end of the content may have left: without an answer nobody knows (RFC 1047).</summary>
    Ended,

    /// <summary>Answered.</summary>
    Answered,
}
