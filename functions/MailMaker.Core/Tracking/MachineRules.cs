namespace MailMaker.Core.Tracking;

/// <summary>When a request was made by a machine. The limits are on the side of the person: who is that quick is none.</summary>
public static class MachineRules
{
    /// <summary>An open so soon after the hand-over was made before the mail could be seen.</summary>
    public static readonly TimeSpan SoonestOpen = TimeSpan.FromSeconds(2);

    /// <summary>A click so soon after the hand-over: the mail has to arrive, to be opened and to be read.</summary>
    public static readonly TimeSpan SoonestClick = TimeSpan.FromSeconds(5);

    /// <summary>Within so long as many links of a mail as <see cref="LinksOfBurst"/> are not followed by hand.</summary>
    public static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    /// <summary>See <see cref="Burst"/>.</summary>
    public const int LinksOfBurst = 3;

    /// <summary>The same thing asked for again so soon is a retry or a double click, and counts once.</summary>
    public static readonly TimeSpan Repeat = TimeSpan.FromSeconds(1);

    /// <summary>Whether a machine made a request, as far as it can be told from the request alone.</summary>
    /// <param name="hit">The request.</param>
    /// <param name="handedOverAt">When the mail was handed over, to the second; null when that is not known any more.</param>
    public static bool IsMachine(TrackedHit hit, DateTimeOffset? handedOverAt) =>
        hit.Signs != MachineSigns.None
        || (handedOverAt is { } at && hit.At - at < (hit.Kind == EventKind.Open ? SoonestOpen : SoonestClick));
}
