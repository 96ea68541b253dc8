using MailMaker.Core.Tracking;

namespace MailMaker.Tracking;

/// <summary>A campaign's opens and clicks, those of persons and of machines apart.</summary>
/// <param name="Opens">Opens.</param>
/// <param name="Clicks">Clicks on whichever link.</param>
public sealed record TrackingCounts(ItemTotals Opens, ItemTotals Clicks);
