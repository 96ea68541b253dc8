namespace MailMaker.Core.Inbound;

/// <summary>Why a mail that came back waits for a person.</summary>
public enum ReviewReason
{
    /// <summary>Longer than is read.</summary>
    TooLarge,

    /// <summary>It says nothing that is known.</summary>
    NotUnderstood,

    /// <summary>It looks like a bounce and names no recipient.</summary>
    NoRecipient,

    /// <summary>It bears no signed mark, and nobody with the address was written to lately: whoever made it up gains nothing by it.</summary>
    NotWrittenTo,

    /// <summary>It bears no signed mark, and more than one account wrote to the address lately.</summary>
    SeveralAccounts,
}
