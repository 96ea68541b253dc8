namespace MailMaker.Core.Inbound;

/// <summary>What to do about one bounced recipient.</summary>
public enum BounceVerdict
{
    /// <summary>Nothing: the fault is the sender's, or the other system still tries.</summary>
    Ignore,

    /// <summary>Remember it among the address's soft bounces.</summary>
    Remember,

    /// <summary>Suppress the address: it does not exist.</summary>
    SuppressAsHard,

    /// <summary>Suppress the address: with this bounce its history meets the rule.</summary>
    SuppressAsSoft,
}
