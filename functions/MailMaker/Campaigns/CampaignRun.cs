using System.Globalization;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>The input of the orchestration <see cref="RunCampaign"/>.</summary>
/// <param name="Account">The owner's name.</param>
/// <param name="Campaign">The campaign's name.</param>
/// <param name="Buckets">The ledger's buckets: those of all lists together.</param>
/// <param name="Launch">Which launch it is: the number of launches when it was made.</param>
/// <param name="Planned">Whether the audience is fixed.</param>
/// <param name="StartedAt">When the orchestration began, UTC; null before.</param>
public sealed record CampaignRun(string Account, string Campaign, int Buckets, int Launch, bool Planned = false, DateTime? StartedAt = null)
{
    /// <summary>What is left to plan; null before the first plan. Their own <see cref="BucketsToPlan.Run"/> names none.</summary>
    public IReadOnlyList<BucketsToPlan>? Unplanned { get; init; }

    /// <summary>The orchestration's instance id: one per launch, so that one that waits for a moment that was moved is never taken for the next.</summary>
    public static string InstanceId(Campaign campaign) =>
        string.Create(CultureInfo.InvariantCulture, $"campaign.{campaign.Account}.{campaign.Name}.{campaign.Launches}");
}
