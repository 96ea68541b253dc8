namespace MailMaker.Campaigns;

/// <summary>The input of the activity that marks a campaign as failed.</summary>
/// <param name="Run">The campaign.</param>
/// <param name="Reason">Why, without personal data.</param>
public sealed record CampaignFailure(CampaignRun Run, string Reason);
