using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;

namespace MailMaker.Campaigns;

/// <summary>How a run of a slice stands to one member.</summary>
internal sealed class MemberClaim
{
    /// <summary>Whether this run claimed the contact.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>What this run's claim wrote, or is about to write, as the moment until which it holds.</summary>
    public DateTimeOffset AskedUntil { get; set; }

    /// <summary>The same of the claim that was written: a row that says another moment was claimed by somebody else since.</summary>
    public DateTimeOffset ClaimedUntil { get; set; }

    /// <summary>Whether this run claimed the address.</summary>
    public bool IsAddressClaimed { get; set; }

    /// <summary>Whether the campaign's claim was on the contact when it was read.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether it was there before this run claimed: an earlier run's.</summary>
    public bool WasHeld { get; set; }

    /// <summary>Whether the campaign's claim through this contact is on the address.</summary>
    public bool IsAddressHeld { get; set; }

    /// <summary>Whether a hand-over by this run began.</summary>
    public bool IsOffered { get; set; }

    /// <summary>Whether a worker may have died between a hand-over and its record: then the claim stays, whatever becomes of the member.</summary>
    public bool MayHaveGone { get; set; }

    /// <summary>Whom to write to, as the contact was last read.</summary>
    public Addressee Addressee { get; set; }

    /// <summary>What stands for the campaign, on the channel that the message takes, in what was sent.</summary>
    public CampaignTag Tag { get; set; }

    /// <summary>The address or number that the message goes to; empty when there is none.</summary>
    public string To => (Tag.Channel == MessageChannel.Sms ? Addressee.Mobile : Addressee.Email) ?? "";

    /// <summary>Where the address's claims are; the default value when they don't matter.</summary>
    public AddressKey Address { get; set; }

    /// <summary>What stands for the contact in the address's claims.</summary>
    public ulong? Holder { get; set; }
}
