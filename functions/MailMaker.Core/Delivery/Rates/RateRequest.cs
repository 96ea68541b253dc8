namespace MailMaker.Core.Delivery.Rates;

/// <summary>One message that wants to go.</summary>
/// <param name="Limits">The limits that all must allow it.</param>
/// <param name="HadTurn">Whether it has waited for its turn already: it does not go to the end of the queue again.</param>
public readonly record struct RateRequest(IReadOnlyList<RateLimit> Limits, bool HadTurn);
