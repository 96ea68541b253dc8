namespace MailMaker.Campaigns;

/// <summary>What is left of a slice after a run.</summary>
/// <param name="DueAt">When it must be run again; null when nothing is left to do, or when a resume will queue it.</param>
public sealed record SliceResult(DateTimeOffset? DueAt)
{
    /// <summary>Whether it waits for another worker or its claim, so that this run says nothing about whether the slice can be worked through.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Nothing is left.</summary>
    public static SliceResult Done { get; } = new((DateTimeOffset?)null);
}
