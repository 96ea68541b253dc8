using MailMaker.Core.Campaigns;
using NodaTime;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class CampaignScheduleTests
{
    private static readonly CampaignSchedule Nine = new() { LocalTime = "2026-12-01T09:00" };

    [Theory]
    [InlineData("Asia/Seoul", "2026-12-01T00:00:00Z")]
    [InlineData("Europe/Rome", "2026-12-01T08:00:00Z")]
    [InlineData("America/New_York", "2026-12-01T14:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-11-30T19:00:00Z")]
    public void Each_recipient_waits_for_its_own_clock(string zone, string due) =>
        Assert.Equal(Moment(due), Nine.DeferUntil(Zone(zone), Moment("2026-11-30T18:00:00Z")));

    [Fact]
    public void A_time_that_has_passed_there_counts_as_now()
    {
        Assert.Null(Nine.DeferUntil(Zone("Asia/Seoul"), Moment("2026-12-01T00:00:00Z")));
        Assert.Null(Nine.DeferUntil(Zone("Asia/Seoul"), Moment("2026-12-03T00:00:00Z")));
    }

    [Fact]
    public void A_moment_holds_nobody_back() =>
        Assert.Null(new CampaignSchedule { At = "2026-12-01T09:00+01:00" }.DeferUntil(Zone("Europe/Rome"), Moment("2026-11-01T00:00:00Z")));

    [Fact]
    public void A_time_that_summer_time_skips_moves_on_by_the_gap() =>
        // On 2027-03-28 the clocks of Rome go from 02:00 to 03:00.
        Assert.Equal(
            Moment("2027-03-28T01:30:00Z"),
            new CampaignSchedule { LocalTime = "2027-03-28T02:30" }.DeferUntil(Zone("Europe/Rome"), Moment("2027-03-27T00:00:00Z")));

    [Fact]
    public void A_time_that_comes_twice_is_the_first()
    {
        // On 2026-10-25 the clocks of Rome show 02:30 at 00:30 and at 01:30 UTC.
        var twice = new CampaignSchedule { LocalTime = "2026-10-25T02:30:00" };

        Assert.Equal(Moment("2026-10-25T00:30:00Z"), twice.DeferUntil(Zone("Europe/Rome"), Moment("2026-10-24T00:00:00Z")));
        Assert.Null(twice.DeferUntil(Zone("Europe/Rome"), Moment("2026-10-25T01:00:00Z")));
    }

    [Fact]
    public void It_begins_before_the_first_clock_of_all_zones_and_is_due_last_after_the_last()
    {
        var before = Moment("2026-11-01T00:00:00Z");
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(Zone))
            Assert.InRange(Nine.DeferUntil(zone, before)!.Value, Nine.StartsAt, Nine.LastDueAt);
    }

    [Theory]
    [InlineData("2026-12-01T09:00+01:00", "2026-12-01T08:00:00Z")]
    [InlineData("2026-12-01T09:00:30Z", "2026-12-01T09:00:30Z")]
    [InlineData("2026-12-01T09:00:00.5-05:00", "2026-12-01T14:00:00.5Z")]
    public void A_moment_is_read_with_its_offset(string at, string moment)
    {
        var schedule = new CampaignSchedule { At = at };

        Assert.Empty(schedule.Check());
        Assert.Equal((Moment(moment), Moment(moment)), (schedule.StartsAt, schedule.LastDueAt));
    }

    [Theory]
    [InlineData(null, null, "/schedule")]
    [InlineData("2026-12-01T09:00Z", "2026-12-01T09:00", "/schedule")]
    [InlineData("2026-12-01T09:00", null, "/schedule/at")]
    [InlineData("tomorrow", null, "/schedule/at")]
    [InlineData("0001-01-01T00:00:00Z", null, "/schedule/at")]
    [InlineData(null, "2026-12-01T09:00+01:00", "/schedule/localTime")]
    [InlineData(null, "2026-02-30T09:00", "/schedule/localTime")]
    [InlineData(null, "9999-12-31T23:59", "/schedule/localTime")]
    public void What_can_not_be_read_is_refused_with_its_place(string? at, string? localTime, string pointer) =>
        Assert.Equal([pointer], new CampaignSchedule { At = at, LocalTime = localTime }.Check().Select(p => p.Pointer));

    [Theory]
    [InlineData("PT72H", 72)]
    [InlineData("P3D", 72)]
    [InlineData("P1W", 168)]
    [InlineData("P30D", 720)]
    public void An_expiry_is_a_duration(string text, int hours) => Assert.Equal(TimeSpan.FromHours(hours), CampaignExpiry.Parse(text));

    [Theory]
    [InlineData("72")]
    [InlineData("P1M")]
    [InlineData("PT30S")]
    [InlineData("P31D")]
    [InlineData("-P1D")]
    [InlineData("P99999999999999D")]
    [InlineData("")]
    public void An_expiry_without_a_fixed_length_or_out_of_bounds_is_refused(string text) => Assert.Null(CampaignExpiry.Parse(text));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];
}
