using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace MailMaker.Core.Lists;

/// <summary>Hours, in the contact's time zone, in which messages may go out. Outside all windows of a list they wait.</summary>
/// <param name="From">When it begins, <c>HH:mm</c>.</param>
/// <param name="To">When it ends, <c>HH:mm</c>; no later than <paramref name="From"/> when it ends on the next day.</param>
/// <param name="Days">The days on which it begins; null or empty for every day.</param>
public sealed record SendWindow(string From, string To, IReadOnlyList<DayOfWeek>? Days = null)
{
    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>What is wrong with windows; pointers begin with <c>/sendWindows</c>.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<SendWindow> windows)
    {
        if (windows.Count > 20)
            yield return new("/sendWindows", "There can be at most 20 windows.");
        for (var i = 0; i < windows.Count; i++)
        {
            if (!Pattern.Parse(windows[i]?.From ?? "").Success)
                yield return new($"/sendWindows/{i}/from", "A window begins at a time such as 09:00.");
            if (!Pattern.Parse(windows[i]?.To ?? "").Success)
                yield return new($"/sendWindows/{i}/to", "A window ends at a time such as 18:00.");
        }
    }

    /// <summary>The earliest moment, <paramref name="now"/> or later, that one of the windows holds; <paramref name="now"/> when there are none.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="zone">The contact's time zone.</param>
    /// <param name="now">The moment.</param>
    public static DateTimeOffset OpensAt(IReadOnlyList<SendWindow> windows, DateTimeZone zone, DateTimeOffset now)
    {
        DateTimeOffset? earliest = windows.Count == 0 ? now : null;
        foreach (var window in windows)
        {
            if (window.OpensAt(zone, now) is { } at && !(at >= earliest))
                earliest = at;
        }

        return earliest ?? now;
    }

    // Looked for among the windows that begin from yesterday (through midnight) to a week from now, the clock changes between them included.
    private DateTimeOffset? OpensAt(DateTimeZone zone, DateTimeOffset now)
    {
        var (from, to) = (Pattern.Parse(From).Value, Pattern.Parse(To).Value);
        var today = now.ToInstant().InZone(zone).Date;
        for (var days = -1; days <= 8; days++)
        {
            var day = today.PlusDays(days);
            if (Days is { Count: > 0 } && !Days.Contains(day.DayOfWeek.ToDayOfWeek()))
                continue;
            // A time that the clock change skips moves on by the length of the gap; one that comes twice begins with the first and ends with the last.
            var begins = zone.AtLeniently(day + from).ToDateTimeOffset();
            var ends = Last(zone, (to > from ? day : day.PlusDays(1)) + to);
            if (now < ends && begins < ends)
                return begins > now ? begins : now;
        }

        return null;
    }

    private static DateTimeOffset Last(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return (mapping.Count > 1 ? mapping.Last() : zone.AtLeniently(local)).ToDateTimeOffset();
    }
}
