namespace MailMaker.Core.Consent;

/// <summary>That a person left a list: the evidence that is kept for as long as the goodbye holds.</summary>
/// <param name="Reason">The way it was said.</param>
/// <param name="At">When it reached us.</param>
/// <param name="Campaign">The campaign whose mail led to it; null when none did.</param>
public sealed record Goodbye(GoodbyeReason Reason, DateTimeOffset At, string? Campaign = null);
