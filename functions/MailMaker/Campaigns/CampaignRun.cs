namespace MailMaker.Campaigns;

/// <summary>The input of the orchestration <see cref="RunCampaign"/>.</summary>
/// <param name="Account">The owner's name.</param>
/// <param name="Campaign">The campaign's name.</param>
/// <param name="Buckets">The ledger's buckets: those of all lists together.</param>
/// <param name="Planned">Whether the audience is fixed.</param>
/// <param name="StartedAt">When the orchestration began, UTC; null before.</param>
public sealed record CampaignRun(string Account, string Campaign, int Buckets, bool Planned = false, DateTime? StartedAt = null)
{
    /// <summary>The orchestration's instance id: one per campaign.</summary>
    public static string InstanceId(string account, string campaign) => $"campaign.{account}.{campaign}";
}
