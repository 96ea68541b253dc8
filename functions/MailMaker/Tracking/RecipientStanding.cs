namespace MailMaker.Tracking;

/// <summary>What decides how a recipient's requests are recorded.</summary>
/// <param name="IsKept">Whether they may be recorded as the person's: it is on the list, and its tracking is allowed.</param>
/// <param name="HandedOverAt">When the mail was handed over, to the second; null when that is not known any more.</param>
internal readonly record struct RecipientStanding(bool IsKept, DateTimeOffset? HandedOverAt);
