namespace MailMaker.Core.Campaigns;

/// <summary>Whom a campaign would reach if it were launched now.</summary>
/// <param name="At">The moment.</param>
/// <param name="Reachable">Addresses that a message would go to, before frequency caps.</param>
/// <param name="Duplicates">Reachable contacts whose address another one has already.</param>
/// <param name="Lists">The counts of each list.</param>
public sealed record AudienceEstimate(DateTimeOffset At, int Reachable, int Duplicates, IReadOnlyList<ListEstimate> Lists);
