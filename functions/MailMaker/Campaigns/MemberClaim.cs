namespace MailMaker.Campaigns;

/// <summary>How a run of a slice stands to one member.</summary>
internal sealed class MemberClaim
{
    /// <summary>Whether this run claimed the contact.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Whether this run claimed the address.</summary>
    public bool IsAddressClaimed { get; set; }

    /// <summary>Whether the campaign's claim was on the contact when it was read.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether the campaign's claim through this contact is on the address.</summary>
    public bool IsAddressHeld { get; set; }

    /// <summary>Whether a hand-over by this run began.</summary>
    public bool IsOffered { get; set; }

    /// <summary>Whether a worker may have died between a hand-over and its record: then the claim stays, whatever becomes of the member.</summary>
    public bool MayHaveGone { get; set; }

    /// <summary>Where the address's claims are; the default value when they don't matter.</summary>
    public AddressKey Address { get; set; }

    /// <summary>What stands for the contact in the address's claims.</summary>
    public ulong? Holder { get; set; }
}
