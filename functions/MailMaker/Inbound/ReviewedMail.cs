using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>A mail that waits for a person.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReceivedAt">Since when.</param>
/// <param name="Octets">Its length.</param>
public sealed record ReviewedMail(string Id, ReviewReason Reason, DateTimeOffset ReceivedAt, long Octets);
