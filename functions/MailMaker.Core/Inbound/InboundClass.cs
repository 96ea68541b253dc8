namespace MailMaker.Core.Inbound;

/// <summary>What a mail that came back is counted as.</summary>
public enum InboundClass
{
    /// <summary>An address does not exist.</summary>
    Hard,

    /// <summary>An address can't take mail now.</summary>
    Soft,

    /// <summary>A system refuses the sender: the operator's business, never the contact's.</summary>
    Block,

    /// <summary>A mail program answered by itself.</summary>
    AutoReply,

    /// <summary>A person complained through the provider.</summary>
    Complaint,

    /// <summary>A person wants to leave.</summary>
    Unsubscribe,

    /// <summary>A report that asks for nothing: delivered, delayed, relayed, about a domain, or the opposite of a complaint.</summary>
    Notice,

    /// <summary>Not understood, or about nobody that can be told for sure: a person has to look.</summary>
    Unknown,
}
