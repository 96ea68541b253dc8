namespace MailMaker.Core.Delivery.Rates;

/// <summary>Which of several messages may go now.</summary>
/// <param name="DueAt">For each message in the requests' order: null when it may go within <see cref="RateTurns.UsableFor"/>, else when to ask again.</param>
/// <param name="Books">The limits' new rows by key.</param>
public sealed record RateDecision(IReadOnlyList<DateTimeOffset?> DueAt, IReadOnlyDictionary<string, RateRow> Books);
