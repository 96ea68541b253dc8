namespace MailMaker.Core.Campaigns;

/// <summary>A second person's yes to a campaign as it stood then. Any edit of the campaign drops it.</summary>
/// <param name="By">The person's name, as the caller gave it.</param>
/// <param name="At">When.</param>
/// <param name="Content">A fingerprint of what was approved: SHA-256 over template, sender and list data, in hexadecimal digits.</param>
public sealed record CampaignApproval(string By, DateTimeOffset At, string Content);
