using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>A suppression as calls see it.</summary>
/// <param name="Target">The address, or <c>@</c> and a domain.</param>
/// <param name="List">The list that it holds for; null for the whole account.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="Source">What it came from.</param>
public sealed record SuppressionAnswer(string Target, string? List, SuppressionReason Reason, DateTimeOffset At, string Source)
{
    /// <summary>The answer for a suppression.</summary>
    public static SuppressionAnswer Of(Suppression suppression) =>
        new(suppression.Target, suppression.List, suppression.Reason, suppression.At, suppression.Source);
}
