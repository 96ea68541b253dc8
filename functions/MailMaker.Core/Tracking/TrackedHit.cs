namespace MailMaker.Core.Tracking;

/// <summary>One request for a mail's pixel or for one of its links.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Link">The link's number from 0; 0 for the pixel.</param>
/// <param name="At">When.</param>
/// <param name="Signs">What it shows of a machine.</param>
public readonly record struct TrackedHit(EventKind Kind, int Link, DateTimeOffset At, MachineSigns Signs)
{
    /// <summary>Links of a mail that are counted apart: their totals share one row of 64 KiB.</summary>
    public const int MostLinks = 2000;

    /// <summary>Where it stands among what is counted: the pixel, then each link.</summary>
    public int Item => Kind == EventKind.Open ? 0 : Link + 1;
}
