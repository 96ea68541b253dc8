using MailMaker.Core.Tracking;

namespace MailMaker.Tracking;

/// <summary>Clicks on one link of a campaign's mails.</summary>
/// <param name="Number">The link's number.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Clicks">The clicks.</param>
public sealed record LinkTracking(int Number, string Target, ItemTotals Clicks);
