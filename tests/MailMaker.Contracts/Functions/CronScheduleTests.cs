using System.Globalization;
using MailMaker.Embedded.Functions.Timer;

namespace MailMaker.Contracts.Functions;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-02T09:00:00", "2026-03-02T09:05:00")]
    [InlineData("0 */5 * * * *", "2026-03-02T09:04:59", "2026-03-02T09:05:00")]
    [InlineData("* * * * * *", "2026-12-31T23:59:59", "2027-01-01T00:00:00")]
    [InlineData("30 15 3 * * *", "2026-03-02T03:15:30", "2026-03-03T03:15:30")]
    [InlineData("0 0 9-17 * * mon-fri", "2026-03-06T17:00:00", "2026-03-09T09:00:00")]
    [InlineData("0 0 8 1,15 * *", "2026-03-01T08:00:00", "2026-03-15T08:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-03-02T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 0 29 feb sun", "2026-03-02T00:00:00", "2032-02-29T00:00:00")]
    [InlineData("0 0 0 13 * FRI", "2026-03-14T00:00:00", "2026-11-13T00:00:00")]
    [InlineData("0 5/20 * * * *", "2026-03-02T09:05:00", "2026-03-02T09:25:00")]
    [InlineData("0 5/20 * * * *", "2026-03-02T09:45:00", "2026-03-02T10:05:00")]
    [InlineData("10-20/5 * * * * *", "2026-03-02T09:00:20", "2026-03-02T09:01:10")]
    [InlineData("0 0 0 31 * *", "2026-03-31T00:00:00", "2026-05-31T00:00:00")]
    [InlineData("0 59 23 * * *", "2026-03-02T23:59:00", "2026-03-03T23:59:00")]
    [InlineData("0 0 0 1 jan,jul *", "2026-01-01T00:00:00", "2026-07-01T00:00:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:58", "2026-12-31T23:59:59")]
    public void The_next_time_is_the_first_that_every_field_allows(string expression, string after, string next)
    {
        Assert.Equal(Utc(next), CronSchedule.Parse(expression).NextAfter(Utc(after)));
    }

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 0 24 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 0 0 * * 7")]
    [InlineData("0 0/0 * * * *")]
    [InlineData("0 9-5 * * * *")]
    [InlineData("0 ,5 * * * *")]
    [InlineData("0 a * * * *")]
    [InlineData("0 -1 * * * *")]
    [InlineData("00:05:00")]
    [InlineData("")]
    public void What_is_no_ncrontab_of_six_fields_is_refused(string expression) => Assert.Throws<FormatException>(() => CronSchedule.Parse(expression));

    [Fact]
    public void Every_time_found_is_later_and_none_is_skipped()
    {
        var schedule = CronSchedule.Parse("*/17 3,30-32 */7 * * *");
        var found = new List<DateTime>();
        for (var at = Utc("2026-03-02T00:00:00").AddSeconds(-1); at < Utc("2026-03-03T00:00:00"); found.Add(at))
            at = schedule.NextAfter(at)!.Value;
        var expected = Enumerable.Range(0, 86_400).Select(s => Utc("2026-03-02T00:00:00").AddSeconds(s))
            .Where(t => t.Second % 17 == 0 && t.Minute is 3 or 30 or 31 or 32 && t.Second % 17 == 0 && t.Hour % 7 == 0);
        Assert.Equal(expected, found.SkipLast(1));
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
