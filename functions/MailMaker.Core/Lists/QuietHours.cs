using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace MailMaker.Core.Lists;

/// <summary>The hours of each day, in the contact's time zone, in which nobody of the list is disturbed. Messages wait for their end.</summary>
/// <param name="From">When they begin, <c>HH:mm</c>.</param>
/// <param name="To">When they end, <c>HH:mm</c>; earlier than <paramref name="From"/> when they go through midnight.</param>
/// <param name="UnlessNightConsent">Whether those who agreed to messages at night are written to all the same.</param>
public sealed record QuietHours(string From, string To, bool UnlessNightConsent = false)
{
    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>What is wrong with them; pointers begin with <c>/quietHours</c>.</summary>
    public IEnumerable<Problem> Check()
    {
        if (!Pattern.Parse(From ?? "").Success)
            yield return new("/quietHours/from", "The quiet hours begin at a time such as 21:00.");
        if (!Pattern.Parse(To ?? "").Success)
            yield return new("/quietHours/to", "The quiet hours end at a time such as 08:00.");
        else if (From == To)
            yield return new("/quietHours/to", "Quiet hours that end when they begin are either the whole day or none; say which by other means.");
    }

    /// <summary>When the quiet hours that <paramref name="now"/> falls in end; null when it falls in none.</summary>
    /// <param name="zone">The contact's time zone.</param>
    /// <param name="now">The moment.</param>
    public DateTimeOffset? EndAfter(DateTimeZone zone, DateTimeOffset now)
    {
        var (from, to) = (Pattern.Parse(From).Value, Pattern.Parse(To).Value);
        var local = now.ToInstant().InZone(zone).LocalDateTime;
        var isQuiet = from < to ? local.TimeOfDay >= from && local.TimeOfDay < to : local.TimeOfDay >= from || local.TimeOfDay < to;
        if (!isQuiet)
            return null;
        var day = local.TimeOfDay < to ? local.Date : local.Date.PlusDays(1);
        // An end that the clock change skips moves on by the length of the gap. One that comes twice is the first, unless that has passed: then it is quiet again.
        var end = zone.AtLeniently(day + to).ToDateTimeOffset();
        return end > now ? end : zone.MapLocal(day + to).Last().ToDateTimeOffset();
    }

    /// <summary>Such as <c>21:00-08:00</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
}
