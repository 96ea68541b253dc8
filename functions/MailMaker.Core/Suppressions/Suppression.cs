using MailMaker.Core.Consent;

namespace MailMaker.Core.Suppressions;

/// <summary>An address or a domain that gets nothing.</summary>
/// <param name="Target">The address in canonical form, or <c>@</c> and a domain in lower case; empty when only a hash is kept.</param>
/// <param name="List">The list that it holds for; null for the whole account.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="Source">What it came from: a door as in <see cref="ConsentSource"/>, and a reference; no personal data.</param>
public sealed record Suppression(string Target, string? List, SuppressionReason Reason, DateTimeOffset At, string Source)
{
    /// <summary>Whether a person's own confirmation ends it: the click proves the address and the wish.</summary>
    public bool EndsByConfirmation => Reason is not (SuppressionReason.Manual or SuppressionReason.Complaint);

    /// <summary>Whether this one stays when <paramref name="other"/> comes for the same target.</summary>
    public bool Outlasts(Suppression other) => Reason >= other.Reason;
}
