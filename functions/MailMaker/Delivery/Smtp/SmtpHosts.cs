namespace MailMaker.Delivery.Smtp;

/// <summary>How many hosts hand mails to the relay for the same accounts.</summary>
internal enum SmtpHosts
{
    /// <summary>One process: what it has begun it knows, and what one before it has begun ended with that.</summary>
    One,

    /// <summary>Several, any of which may be brought a slice that another one works on.</summary>
    Several,
}
