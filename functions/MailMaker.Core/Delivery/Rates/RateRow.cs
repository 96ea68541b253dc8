namespace MailMaker.Core.Delivery.Rates;

/// <summary>What is kept of one limit.</summary>
/// <param name="Book">What was taken and who waits, packed.</param>
/// <param name="ExpiresAt">From when on it says nothing any more and may be removed.</param>
public readonly record struct RateRow(byte[] Book, DateTimeOffset ExpiresAt);
