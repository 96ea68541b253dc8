using MailMaker.Core.Suppressions;

namespace MailMaker.Core.Campaigns;

/// <summary>What the gate sees of one contact.</summary>
/// <param name="Exists">Whether the contact is still on the list.</param>
/// <param name="Consented">Whether the client states that the person agreed.</param>
/// <param name="HasLeft">Whether the person said goodbye to this list.</param>
/// <param name="Suppression">Why the account's suppression list holds the address; null when it does not.</param>
/// <param name="HasAddress">Whether there is an address for the campaign's channel.</param>
/// <param name="History">What was sent to the contact, this campaign's own claim included.</param>
public readonly record struct Recipient(bool Exists, bool Consented, bool HasLeft, SuppressionReason? Suppression, bool HasAddress, SendHistory History)
{
    /// <summary>The contact's own time zone; empty when it has none.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>How often the person wants to be written to, see <see cref="Contacts.BuiltInFields.Frequency"/>; empty when it never said.</summary>
    public string Frequency { get; init; } = "";

    /// <summary>Whether the person agreed to messages at night.</summary>
    public bool NightConsent { get; init; }

    /// <summary>What was sent to the address through any list of the account; empty where the account has no rules of its own.</summary>
    public SendHistory PersonHistory { get; init; }

    /// <summary>Whether the campaign writes to the address through another contact.</summary>
    public bool IsDuplicate { get; init; }

    /// <summary>Whether the contact is on a list that the campaign leaves out.</summary>
    public bool IsExcluded { get; init; }

    /// <summary>Whether the address could be one that the channel delivers to.</summary>
    public bool IsAddressValid { get; init; } = true;
}
