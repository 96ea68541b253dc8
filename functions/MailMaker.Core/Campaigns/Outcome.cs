namespace MailMaker.Core.Campaigns;

/// <summary>What became of one recipient of one campaign. The numbers are stored: never renumber, only add.</summary>
public enum Outcome : byte
{
    /// <summary>Not decided yet.</summary>
    Pending = 0,

    /// <summary>Handed over to the channel.</summary>
    Sent = 1,

    /// <summary>Not now; it is decided again when it is due. Why is a <see cref="DeferReason"/>.</summary>
    Deferred = 2,

    /// <summary>Dropped: the contact was removed after the audience was fixed.</summary>
    ContactRemoved = 10,

    /// <summary>Dropped: the client states that the person did not agree.</summary>
    NotConsented = 11,

    /// <summary>Dropped: the person has left.</summary>
    Unsubscribed = 12,

    /// <summary>Dropped: no address for the channel.</summary>
    NoAddress = 13,

    /// <summary>Dropped: a frequency cap is used up, and allows nothing before the campaign expires.</summary>
    Capped = 14,

    /// <summary>Dropped: the template could not be rendered for this contact.</summary>
    RenderError = 15,

    /// <summary>Dropped: the channel refused for good.</summary>
    ChannelRefused = 16,

    /// <summary>Dropped: the channel could not take it for too long.</summary>
    GaveUp = 17,

    /// <summary>Dropped: the campaign was cancelled first.</summary>
    Cancelled = 18,

    /// <summary>Dropped: the address is on the account's suppression list.</summary>
    Suppressed = 19,

    /// <summary>Dropped: what the contact has is not an address that mail or messages can go to.</summary>
    InvalidAddress = 20,

    /// <summary>Dropped: the campaign writes to this address already, through another contact.</summary>
    Duplicate = 21,

    /// <summary>Dropped: the contact is on a list that the campaign leaves out.</summary>
    Excluded = 22,

    /// <summary>Dropped: the campaign's time ran out first.</summary>
    Expired = 23,

    /// <summary>
    /// Not tried again: it was handed to a channel whose answer never came, and which can't tell a second hand-over from the first; or the process died while it was handed over, and the
    /// campaign was cancelled or ran out before it could be tried again.
    /// </summary>
    Unknown = 24,
}
