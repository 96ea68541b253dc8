using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>The body of a call that suppresses an address or a domain.</summary>
public sealed record SuppressionRequest
{
    /// <summary>The list that it holds for; null for the whole account.</summary>
    public string? List { get; init; }

    /// <summary>Why; <see cref="SuppressionReason.Manual"/> when not said.</summary>
    public SuppressionReason Reason { get; init; } = SuppressionReason.Manual;
}
