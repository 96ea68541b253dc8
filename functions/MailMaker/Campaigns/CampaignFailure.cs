namespace MailMaker.Campaigns;

/// <summary>The input of the activity that marks a campaign as failed.</summary>
/// <param name="Run">The campaign.</param>
/// <param name="Reason">The type of the error that planning ended with: never its message, which may hold personal data.</param>
public sealed record CampaignFailure(CampaignRun Run, string Reason);
