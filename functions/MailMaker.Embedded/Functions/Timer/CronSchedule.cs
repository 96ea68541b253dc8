namespace MailMaker.Embedded.Functions.Timer;

/// <summary>An NCRONTAB expression of six fields: second, minute, hour, day, month, day of week. All times are UTC.</summary>
internal sealed class CronSchedule
{
    // A 29th of February on a given day of the week comes back within 28 years, or 40 across a century without leap day.
    private const int YearsAhead = 41;
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly CronField seconds;
    private readonly CronField minutes;
    private readonly CronField hours;
    private readonly CronField days;
    private readonly CronField months;
    private readonly CronField weekdays;

    private CronSchedule(CronField[] fields) =>
        (seconds, minutes, hours, days, months, weekdays) = (fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">It is no NCRONTAB expression of six fields, or no day ever fits it.</exception>
    public static CronSchedule Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 6)
            throw new FormatException($"'{text}' has {parts.Length} fields; NCRONTAB needs six: second minute hour day month day-of-week.");
        CronField?[] fields =
        [
            CronField.Parse(parts[0], 0, 59), CronField.Parse(parts[1], 0, 59), CronField.Parse(parts[2], 0, 23),
            CronField.Parse(parts[3], 1, 31), CronField.Parse(parts[4], 1, 12, Months), CronField.Parse(parts[5], 0, 6, Days),
        ];
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i] is null)
                throw new FormatException($"'{parts[i]}' is not allowed as field {i + 1} of '{text}'.");
        }

        var schedule = new CronSchedule([.. fields.Select(f => f!.Value)]);
        return schedule.NextAfter(DateTime.UnixEpoch) is null ? throw new FormatException($"No day ever fits '{text}'.") : schedule;
    }

    /// <summary>The first time after <paramref name="instant"/> (UTC); null when there is none within 40 years.</summary>
    public DateTime? NextAfter(DateTime instant)
    {
        var from = new DateTime(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        if (Fits(from.Date) && TimeFrom(from) is { } today)
            return from.Date + today;
        var day = from.Date.AddDays(1);
        for (var last = from.Year + YearsAhead; day.Year < last; day = Following(day))
        {
            if (Fits(day))
                return day + new TimeSpan(hours.First, minutes.First, seconds.First);
        }

        return null;
    }

    // Both the day of the month and the day of the week must fit, as NCRONTAB has it (cron takes either).
    private bool Fits(DateTime day) => months.Allows(day.Month) && days.Allows(day.Day) && weekdays.Allows((int)day.DayOfWeek);

    private DateTime Following(DateTime day) => months.Allows(day.Month) ? day.AddDays(1) : day.AddDays(1 - day.Day).AddMonths(1);

    private TimeSpan? TimeFrom(DateTime from)
    {
        if (hours.Allows(from.Hour))
        {
            if (minutes.Allows(from.Minute) && seconds.From(from.Second) is { } second)
                return new TimeSpan(from.Hour, from.Minute, second);
            if (minutes.From(from.Minute + 1) is { } minute)
                return new TimeSpan(from.Hour, minute, seconds.First);
        }

        return hours.From(from.Hour + 1) is { } hour ? new TimeSpan(hour, minutes.First, seconds.First) : null;
    }
}
