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
public sealed record CampaignCounts(
    int Audience, int Pending, int Deferred, IReadOnlyDictionary<string, int> DeferredByReason, int Sent, int Dropped, IReadOnlyDictionary<string, int> DroppedByReason)
{
    /// <summary>The counts as clients see them.</summary>
    public static CampaignCounts Of(LedgerCounts counts) => new(
        counts.Audience, counts[Outcome.Pending], counts[Outcome.Deferred], counts.DeferredByReason(), counts.Sent, counts.Dropped, counts.DroppedByReason());
}
