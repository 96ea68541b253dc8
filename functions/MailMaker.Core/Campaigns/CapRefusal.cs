namespace MailMaker.Core.Campaigns;

/// <summary>A frequency cap that holds a recipient back at a moment.</summary>
/// <param name="Rule">Which.</param>
/// <param name="OpensAt">The earliest moment at which it would not; null for never.</param>
/// <param name="Drops">Whether the recipient shall not wait for it.</param>
internal readonly record struct CapRefusal(CapRule Rule, DateTimeOffset? OpensAt, bool Drops)
{
    /// <summary>Whether this one weighs more than <paramref name="other"/>: it drops, or it lasts longer.</summary>
    public bool Outlasts(CapRefusal? other) =>
        other is not { } held || (Drops != held.Drops ? Drops : held.OpensAt is { } end && !(OpensAt <= end));
}
