namespace MailMaker.Core.Campaigns;

/// <summary>
/// What a campaign's messages weigh beside those of others. What a person asked for (confirmations, receipts) is transactional: it is no campaign, and no cap counts or holds it.
/// </summary>
public enum CampaignPriority
{
    /// <summary>May use no slot that is reserved for others.</summary>
    Low,

    /// <summary>The usual.</summary>
    Normal,

    /// <summary>May use every slot.</summary>
    High,
}
