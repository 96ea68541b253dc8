namespace MailMaker.Core.Delivery.Smtp;

/// <summary>What the octets that came from a server are.</summary>
public enum SmtpReadState
{
    /// <summary>The beginning of a reply; more must come.</summary>
    Incomplete,

    /// <summary>A whole reply.</summary>
    Complete,

    /// <summary>No reply: nothing that follows on this connection can be understood.</summary>
    Malformed,
}
