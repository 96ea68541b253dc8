using MailMaker.Core.Lists;
using NodaTime;
using NodaTime.Extensions;

namespace MailMaker.Core.Campaigns;

/// <summary>Where the window of a frequency cap begins.</summary>
public static class CapWindows
{
    /// <summary>The longest that any window reaches back.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(32);

    /// <summary>The first moment whose messages count at <paramref name="now"/>.</summary>
    public static DateTimeOffset StartOf(FrequencyCap cap, DateTimeZone zone, DateTimeOffset now) =>
        cap.Window == CapWindow.Rolling ? now - Length(cap.Per) : StartOfCalendar(cap.Per, zone, now);

    // A message exactly one period old no longer counts: "one a day" lets the same minute of the next day through.
    private static TimeSpan Length(CapPeriod per) => per switch
    {
        CapPeriod.Day => TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1),
        CapPeriod.Week => TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1),
    };

    private static DateTimeOffset StartOfCalendar(CapPeriod per, DateTimeZone zone, DateTimeOffset now)
    {
        var today = now.ToInstant().InZone(zone).Date;
        var first = per switch
        {
            CapPeriod.Day => today,
            CapPeriod.Week => today.PlusDays(1 - (int)today.DayOfWeek),
            _ => new LocalDate(today.Year, today.Month, 1),
        };
        // A day may begin at 01:00 where the clock change falls on midnight.
        return zone.AtStartOfDay(first).ToInstant().ToDateTimeOffset();
    }
}
