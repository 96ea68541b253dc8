using MailMaker.Core.Lists;
using NodaTime;
using NodaTime.Extensions;

namespace MailMaker.Core.Campaigns;

/// <summary>Where the window of a frequency cap begins, and when it lets the next message through.</summary>
public static class CapWindows
{
    // A calendar window that is still full is full of messages that lie ahead (a clock that went back): one of these is free.
    private const int MostPeriods = 64;

    /// <summary>The longest that any window reaches back.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(32);

    /// <summary>The first moment whose messages count at <paramref name="now"/>.</summary>
    /// <remarks>A message exactly one period old no longer counts: "one a day" lets the same minute of the next day through.</remarks>
    public static DateTimeOffset StartOf(FrequencyCap cap, DateTimeZone zone, DateTimeOffset now) =>
        IsCalendar(cap) ? StartOf(zone, FirstDay(cap.Per, DateOf(zone, now))) : now.AddSeconds(1 - cap.RollingSeconds);

    /// <summary>The earliest moment, <paramref name="now"/> or later, at which a rule lets a message through if no other comes before it; null for never.</summary>
    /// <param name="cap">The rule.</param>
    /// <param name="slots">Messages that its window may hold, the new one included.</param>
    /// <param name="history">What was sent.</param>
    /// <param name="zone">The contact's time zone.</param>
    /// <param name="now">The moment.</param>
    public static DateTimeOffset? OpensAt(FrequencyCap cap, int slots, SendHistory history, DateTimeZone zone, DateTimeOffset now)
    {
        if (slots <= 0)
            return null;
        if (history.CountSince(StartOf(cap, zone, now), cap.Channel) < slots)
            return now;
        return IsCalendar(cap) ? CalendarOpensAt(cap, slots, history, zone, now) : RollingOpensAt(cap, slots, history);
    }

    private static DateTimeOffset RollingOpensAt(FrequencyCap cap, int slots, SendHistory history)
    {
        // When the last but (slots - 1) has left the window, there is room.
        var seconds = history.SecondsOf(cap.Channel);
        Array.Sort(seconds);
        return DateTimeOffset.FromUnixTimeSeconds(seconds[^slots] + cap.RollingSeconds);
    }

    private static DateTimeOffset? CalendarOpensAt(FrequencyCap cap, int slots, SendHistory history, DateTimeZone zone, DateTimeOffset now)
    {
        var first = FirstDay(cap.Per, DateOf(zone, now));
        for (var period = 0; period < MostPeriods; period++)
        {
            first = cap.Per switch { CapPeriod.Day => first.PlusDays(1), CapPeriod.Week => first.PlusWeeks(1), _ => first.PlusMonths(1) };
            var start = StartOf(zone, first);
            if (history.CountSince(start, cap.Channel) < slots)
                return start;
        }

        return null;
    }

    private static bool IsCalendar(FrequencyCap cap) => cap is { Window: CapWindow.Calendar, Hours: null };

    private static LocalDate DateOf(DateTimeZone zone, DateTimeOffset now) => now.ToInstant().InZone(zone).Date;

    private static LocalDate FirstDay(CapPeriod per, LocalDate today) => per switch
    {
        CapPeriod.Day => today,
        CapPeriod.Week => today.PlusDays(1 - (int)today.DayOfWeek),
        _ => new LocalDate(today.Year, today.Month, 1),
    };

    // A day may begin at 01:00 where the clock change falls on midnight.
    private static DateTimeOffset StartOf(DateTimeZone zone, LocalDate first) => zone.AtStartOfDay(first).ToInstant().ToDateTimeOffset();
}
