using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Lists;
using NodaTime;
using NodaTime.Extensions;

namespace MailMaker.Core.Tests.Lists;

public sealed class QuietHoursTests
{
    private static readonly QuietHours Night = new("21:00", "08:00");
    private static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];
    private static readonly DateTimeZone Seoul = DateTimeZoneProviders.Tzdb["Asia/Seoul"];

    [Theory]
    [InlineData("2026-03-10T19:59:59Z", null)]
    [InlineData("2026-03-10T20:00:00Z", "2026-03-11T07:00:00Z")]
    [InlineData("2026-03-11T02:00:00Z", "2026-03-11T07:00:00Z")]
    [InlineData("2026-03-11T06:59:59Z", "2026-03-11T07:00:00Z")]
    [InlineData("2026-03-11T07:00:00Z", null)]
    // The night of the change to summer time has an hour less, that of the change back one more.
    [InlineData("2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z")]
    [InlineData("2026-10-24T19:00:00Z", "2026-10-25T07:00:00Z")]
    public void They_end_in_the_morning_of_the_contacts_zone(string now, string? end) =>
        Assert.Equal(end is null ? null : At(end), Night.EndAfter(Rome, At(now)));

    [Fact]
    public void The_same_moment_is_quiet_in_one_zone_and_not_in_another()
    {
        var now = At("2026-03-10T13:00:00Z");

        Assert.Null(Night.EndAfter(Rome, now));
        Assert.Equal(At("2026-03-10T23:00:00Z"), Night.EndAfter(Seoul, now));
    }

    [Fact]
    public void Hours_within_a_day_end_on_that_day() =>
        Assert.Equal(At("2026-03-10T14:00:00Z"), new QuietHours("13:00", "15:00").EndAfter(Rome, At("2026-03-10T12:30:00Z")));

    [Theory]
    [InlineData("25:00", "08:00", "/quietHours/from")]
    [InlineData("21:00", "8", "/quietHours/to")]
    [InlineData("21:00", "21:00", "/quietHours/to")]
    public void What_is_no_time_is_refused(string from, string to, string pointer) =>
        Assert.Equal(pointer, Assert.Single(new QuietHours(from, to).Check()).Pointer);

    [Fact]
    public void Waiting_for_the_end_always_gets_out_of_them_within_two_days() => Prop.ForAll(
        ArbMap.Default.ArbFor<uint>(), ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<ushort>(),
        (seconds, from, to) =>
        {
            var quiet = new QuietHours(Time(from), Time(to));
            if (quiet.From == quiet.To)
                return;
            var start = At("2026-01-01T00:00:00Z").AddSeconds(seconds % (365 * 24 * 3600));
            var now = start;
            while (quiet.EndAfter(Rome, now) is { } end)
            {
                Assert.True(end > now);
                now = end;
                Assert.True(now - start < TimeSpan.FromDays(2));
            }

            var local = now.ToInstant().InZone(Rome).TimeOfDay.ToString("HH:mm", null);
            Assert.False(string.CompareOrdinal(quiet.From, quiet.To) < 0
                ? string.CompareOrdinal(local, quiet.From) >= 0 && string.CompareOrdinal(local, quiet.To) < 0
                : string.CompareOrdinal(local, quiet.From) >= 0 || string.CompareOrdinal(local, quiet.To) < 0);
        }).QuickCheckThrowOnFailure();

    private static string Time(ushort minutes) => FormattableString.Invariant($"{minutes % 1440 / 60:D2}:{minutes % 60:D2}");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
