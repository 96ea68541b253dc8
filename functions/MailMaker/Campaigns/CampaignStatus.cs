using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>A campaign and where it stands, as clients see it.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Counts">Its recipients by outcome.</param>
public sealed record CampaignStatus(Campaign Campaign, CampaignCounts Counts);
