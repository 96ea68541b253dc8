namespace MailMaker.Core.Inbound;

/// <summary>What a bounce means for the address. A reply that begins with 5 says only that the same mail will not be taken later;
/// most such replies speak of the sender and not of the address.</summary>
public enum BounceClass
{
    /// <summary>The address does not exist, and says so beyond doubt: it is not written to again.</summary>
    Hard,

    /// <summary>The address can't take mail now, or it is not clear why it doesn't: it counts, and many of them together end the address.</summary>
    Soft,

    /// <summary>The recipient's system refuses this sender or this content: reputation, policy, authentication, rate. Never the contact's fault.</summary>
    Block,
}
