using MailMaker.Core.Tracking;

namespace MailMaker.Tracking;

/// <summary>A campaign's opens, and its clicks by link.</summary>
/// <param name="Opens">Opens.</param>
/// <param name="Clicks">Clicks on whichever link.</param>
/// <param name="Links">Each link's.</param>
public sealed record LinksTracking(ItemTotals Opens, ItemTotals Clicks, IReadOnlyList<LinkTracking> Links)
{
    /// <summary>The totals with the links' targets.</summary>
    public static LinksTracking Of(EventTotals totals, IReadOnlyList<string> targets) => new(
        totals.Opens, totals.Clicks, [.. targets.Select((t, i) => new LinkTracking(i, t, i < totals.Links.Count ? totals.Links[i] : default))]);
}
