using System.Globalization;

namespace MailMaker.Campaigns;

/// <summary>
/// The part of a slice's message id that says for when it is queued. Each message's follow-up has a greater one than itself: duplicate detection forgets what was
/// received as little as what was not, and a follow-up with an id that was there before would be dropped, and the slice with it.
/// </summary>
/// <param name="Due">When the slice is due, in milliseconds since 1970-01-01 UTC; 0 for the first time.</param>
/// <param name="Round">How often the slice was queued for a moment that was not after the one before: the queue's clock is ahead of the host's, or a clock was set back.</param>
public readonly record struct SliceMoment(long Due, int Round = 0)
{
    /// <summary>The moment of a follow-up; the same each time it is asked for, so that one which a crash repeats is found to be there.</summary>
    /// <param name="messageId">The id of the message that brought the slice; one that is not of a slice counts as the first.</param>
    /// <param name="due">When the slice is due again.</param>
    public static SliceMoment After(string? messageId, DateTimeOffset due)
    {
        var (before, round) = Of(messageId);
        var stamp = due.ToUnixTimeMilliseconds();
        return new SliceMoment(stamp, stamp > before ? round : round + 1);
    }

    /// <inheritdoc />
    public override string ToString() => Round == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Due}") : string.Create(CultureInfo.InvariantCulture, $"{Due}+{Round}");

    private static SliceMoment Of(string? messageId)
    {
        var moment = messageId.AsSpan(messageId?.LastIndexOf('|') + 1 ?? 0);
        var plus = moment.IndexOf('+');
        var round = 0;
        return long.TryParse(plus < 0 ? moment : moment[..plus], NumberStyles.None, CultureInfo.InvariantCulture, out var due)
            && (plus < 0 || int.TryParse(moment[(plus + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out round))
            ? new SliceMoment(due, round)
            : default;
    }
}
