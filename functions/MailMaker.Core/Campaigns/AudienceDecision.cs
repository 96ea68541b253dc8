namespace MailMaker.Core.Campaigns;

/// <summary>Whether a contact of one of its lists belongs to a campaign's audience.</summary>
public enum AudienceDecision
{
    /// <summary>It does; the gate decides about it.</summary>
    Recipient,

    /// <summary>It would, but its address is on an excluded list: it stands in the ledger as excluded.</summary>
    Excluded,

    /// <summary>The filter does not mean it: it is not in the ledger.</summary>
    NotMeant,
}
