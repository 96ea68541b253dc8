using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>Recipients of a campaign by outcome; they sum to the audience.</summary>
/// <param name="Audience">Everybody planned so far.</param>
/// <param name="Pending">Not decided yet.</param>
/// <param name="Deferred">Waiting.</param>
/// <param name="DeferredByReason">The same by reason.</param>
/// <param name="Sent">Handed over.</param>
/// <param name="Dropped">Decided against.</param>
/// <param name="DroppedByReason">The same by reason.</param>
/// <param name="SentPerSecond">Handed over a second since the launch; null before.</param>
/// <param name="EstimatedEndAt">When the rest will be through at this rate; null when that can't be said.</param>
public sealed record CampaignCounts(
    int Audience, int Pending, int Deferred, IReadOnlyDictionary<string, int> DeferredByReason, int Sent, int Dropped, IReadOnlyDictionary<string, int> DroppedByReason,
    double? SentPerSecond, DateTimeOffset? EstimatedEndAt)
{
    /// <summary>The counts of a campaign at a moment.</summary>
    public static CampaignCounts Of(LedgerCounts counts, Campaign campaign, DateTimeOffset now)
    {
        var seconds = ((campaign.CompletedAt ?? now) - campaign.LaunchedAt)?.TotalSeconds;
        var decided = counts.Audience - counts.Open;
        double? perSecond = seconds > 0 ? counts.Sent / seconds : null;
        DateTimeOffset? end = campaign.CompletedAt is null && decided > 0 && seconds > 0 ? now.AddSeconds(counts.Open * seconds.Value / decided) : null;
        return new CampaignCounts(
            counts.Audience, counts[Outcome.Pending], counts[Outcome.Deferred], counts.DeferredByReason(), counts.Sent, counts.Dropped, counts.DroppedByReason(), perSecond, end);
    }
}
