using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>A page of an account's suppressions.</summary>
/// <param name="Suppressions">In the order of their targets.</param>
/// <param name="Continuation">What to ask the next page with; null after the last.</param>
public sealed record SuppressionPage(IReadOnlyList<Suppression> Suppressions, string? Continuation);
