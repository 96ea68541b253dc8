namespace MailMaker.Core.Campaigns;

/// <summary>How far a campaign was when it last moved.</summary>
/// <param name="Launch">Which launch.</param>
/// <param name="Decided">Recipients with a final outcome then.</param>
/// <param name="Audience">Recipients planned then.</param>
/// <param name="At">When that was first seen.</param>
public sealed record ProgressMark(int Launch, int Decided, int Audience, DateTimeOffset At)
{
    /// <summary>Since when it is known to stand; null while it is not.</summary>
    public DateTimeOffset? StuckSince { get; init; }

    /// <summary>When the first of those who wait is due, if nothing else is open; null when that is not known.</summary>
    public DateTimeOffset? NextDueAt { get; init; }
}
