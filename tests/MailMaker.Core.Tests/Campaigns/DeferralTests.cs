using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class DeferralTests
{
    // A Tuesday.
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly CampaignTerms Mine = new(CampaignTag.Of("acme", "spring"));
    private static readonly FrequencyCap OneADay = new(1, CapPeriod.Day);
    private static readonly FrequencyCap OneAWeek = new(1, CapPeriod.Week);

    [Fact]
    public void Who_is_capped_waits_until_the_message_before_has_left_the_window() => AssertWaits(Now.AddHours(21), Decide(Sent(3), OneADay));

    [Fact]
    public void Of_several_rules_the_latest_counts() => AssertWaits(Now.AddHours((7 * 24) - 3), Decide(Sent(3), OneADay, OneAWeek));

    [Fact]
    public void With_two_a_day_the_older_of_the_last_two_must_leave_the_window() =>
        AssertWaits(Now.AddHours(14), Decide(Sent(20, 10, 3), new FrequencyCap(2, CapPeriod.Day)));

    [Fact]
    public void A_window_of_hours_ends_after_them() => AssertWaits(Now.AddHours(3), Decide(Sent(3), OneADay with { Hours = 6 }));

    [Theory]
    [InlineData(CapPeriod.Day, "2026-03-11")]
    [InlineData(CapPeriod.Week, "2026-03-16")]
    [InlineData(CapPeriod.Month, "2026-04-01")]
    public void A_calendar_window_opens_at_the_contacts_own_midnight(CapPeriod per, string day)
    {
        var midnight = DateTimeOffset.Parse(day + "T00:00:00+09:00", System.Globalization.CultureInfo.InvariantCulture);
        AssertWaits(midnight, Decide(Sent(3) with { TimeZone = "Asia/Seoul" }, new FrequencyCap(1, per, CapWindow.Calendar)));
    }

    [Fact]
    public void Of_rules_that_last_equally_long_the_first_is_told()
    {
        var drop = Assert.IsType<GateDecision.Drop>(Gate.Decide(Sent(3), Mine with { ExpiresAt = Now.AddHours(1) }, Policy(OneADay, OneADay), Now));
        Assert.Equal(CapRule.OfList(0).Number, drop.Detail);
    }

    [Fact]
    public void Messages_that_lie_ahead_since_a_clock_went_back_fill_their_own_days()
    {
        // Today's is used up, and so is tomorrow's by a mail, and the day after's by a text message.
        var daily = new FrequencyCap(1, CapPeriod.Day, CapWindow.Calendar);
        var history = Sent(1).History.With(CampaignTag.Of("acme", "ahead"), Now.AddDays(1)).With(CampaignTag.Of("acme", "text", MessageChannel.Sms), Now.AddDays(2));
        AssertWaits(new(2026, 3, 13, 0, 0, 0, TimeSpan.Zero), Decide(Sent() with { History = history }, daily));
        AssertWaits(new(2026, 3, 12, 0, 0, 0, TimeSpan.Zero), Decide(Sent() with { History = history }, daily with { Channel = MessageChannel.Email }));
    }

    [Fact]
    public void A_moment_in_quiet_hours_moves_to_their_end()
    {
        var policy = new DoNotDisturb([OneADay with { Hours = 15 }], new QuietHours("21:00", "08:00"), DateTimeZone.Utc);
        AssertWaits(new(2026, 3, 11, 8, 0, 0, TimeSpan.Zero), Gate.Decide(Sent(3), Mine, policy, Now));
    }

    [Fact]
    public void Who_would_wait_beyond_the_end_of_the_campaign_is_dropped_by_the_rule_that_held_it()
    {
        var soon = Mine with { ExpiresAt = Now.AddHours(48) };
        var drop = Assert.IsType<GateDecision.Drop>(Gate.Decide(Sent(3), soon, Policy(OneADay, OneAWeek), Now));
        Assert.Equal((Outcome.Capped, CapRule.OfList(1).Number), (drop.Reason, drop.Detail));
        AssertWaits(Now.AddHours(21), Gate.Decide(Sent(3), soon, Policy(OneADay), Now));
    }

    [Fact]
    public void The_moment_of_the_campaigns_end_is_too_late()
    {
        var quiet = new DoNotDisturb([], new QuietHours("08:00", "20:00"), DateTimeZone.Utc);
        foreach (var (ends, waits) in new[] { (0, false), (1, true) })
        {
            Assert.Equal(waits, Gate.Decide(Sent(3), Mine with { ExpiresAt = Now.AddHours(21).AddSeconds(ends) }, Policy(OneADay), Now) is GateDecision.Defer);
            Assert.Equal(waits, Gate.Decide(Sent(), Mine with { ExpiresAt = Now.AddHours(11).AddSeconds(ends) }, quiet, Now) is GateDecision.Defer);
        }
    }

    [Fact]
    public void A_cap_of_none_is_not_waited_for() => Assert.IsType<GateDecision.Drop>(Decide(Sent(), new FrequencyCap(0, CapPeriod.Day)));

    [Fact]
    public void Rule_or_campaign_may_say_that_nobody_waits()
    {
        Assert.IsType<GateDecision.Drop>(Decide(Sent(3), OneADay with { WhenCapped = WhenCapped.Drop }));
        Assert.IsType<GateDecision.Drop>(Gate.Decide(Sent(3), Mine with { WhenCapped = WhenCapped.Drop }, Policy(OneADay), Now));
    }

    [Fact]
    public void Nothing_goes_out_once_the_campaign_has_ended() =>
        Assert.Equal(Outcome.Expired, Assert.IsType<GateDecision.Drop>(Gate.Decide(Sent(), Mine with { ExpiresAt = Now }, Policy(), Now)).Reason);

    [Fact]
    public void Quiet_hours_that_outlast_the_campaign_expire_it()
    {
        var policy = new DoNotDisturb([], new QuietHours("08:00", "20:00"), DateTimeZone.Utc);
        Assert.Equal(Outcome.Expired, Assert.IsType<GateDecision.Drop>(Gate.Decide(Sent(), Mine with { ExpiresAt = Now.AddHours(5) }, policy, Now)).Reason);
    }

    [Theory]
    [InlineData(CampaignPriority.High, 2, true)]
    [InlineData(CampaignPriority.Normal, 2, false)]
    [InlineData(CampaignPriority.Normal, 1, true)]
    [InlineData(CampaignPriority.Low, 1, false)]
    [InlineData(CampaignPriority.Low, 0, true)]
    public void The_last_slots_are_left_to_those_they_are_reserved_for(CampaignPriority priority, int sent, bool goes)
    {
        var cap = new FrequencyCap(3, CapPeriod.Day) { ReservedFor = new ReservedSlots(High: 1, Normal: 1) };
        var decision = Gate.Decide(Sent([.. Enumerable.Range(1, sent)]), Mine with { Priority = priority }, Policy(cap), Now);
        Assert.Equal(goes, decision is GateDecision.Send);
    }

    [Fact]
    public void The_accounts_rules_count_what_went_to_the_address_through_any_list()
    {
        var recipient = Sent() with { PersonHistory = Sent(3).History };
        var policy = Policy() with { AccountCaps = [OneADay] };
        AssertWaits(Now.AddHours(21), Gate.Decide(recipient, Mine, policy, Now));
        var drop = Assert.IsType<GateDecision.Drop>(Gate.Decide(recipient, Mine with { WhenCapped = WhenCapped.Drop }, policy, Now));
        Assert.Equal("rule 1 of the account", new CapRule(drop.Detail).ToString());
    }

    [Fact]
    public void A_rule_of_another_channel_holds_nobody_back() =>
        Assert.IsType<GateDecision.Send>(Decide(Sent(3), OneADay with { Channel = MessageChannel.Sms }));

    [Fact]
    public void A_message_waits_for_the_next_send_window_of_the_contacts_own_week()
    {
        var policy = Policy() with { SendWindows = [new("09:00", "18:00", [DayOfWeek.Monday, DayOfWeek.Wednesday])] };
        AssertWaits(new(2026, 3, 11, 9, 0, 0, TimeSpan.Zero), Gate.Decide(Sent(), Mine, policy, Now));
        Assert.IsType<GateDecision.Send>(Gate.Decide(Sent(), Mine, policy, Now.AddDays(1).AddHours(8.9)));
        AssertWaits(new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero), Gate.Decide(Sent(), Mine, policy, Now.AddDays(1).AddHours(9)));
    }

    [Fact]
    public void A_window_through_midnight_belongs_to_the_day_on_which_it_begins()
    {
        var policy = Policy() with { SendWindows = [new("22:00", "10:00", [DayOfWeek.Monday])] };
        Assert.IsType<GateDecision.Send>(Gate.Decide(Sent(), Mine, policy, Now));
        AssertWaits(new(2026, 3, 16, 22, 0, 0, TimeSpan.Zero), Gate.Decide(Sent(), Mine, policy, Now.AddHours(1)));
    }

    [Fact]
    public void The_only_window_of_a_week_comes_again_a_week_later()
    {
        var policy = Policy() with { SendWindows = [new("08:00", "09:00", [DayOfWeek.Tuesday])] };
        AssertWaits(new(2026, 3, 17, 8, 0, 0, TimeSpan.Zero), Gate.Decide(Sent(), Mine, policy, Now));
    }

    [Fact]
    public void A_window_that_ends_when_it_begins_is_open_for_a_day()
    {
        var policy = Policy() with { SendWindows = [new("09:00", "09:00", [DayOfWeek.Monday])] };
        Assert.IsType<GateDecision.Send>(Gate.Decide(Sent(), Mine, policy, Now.AddSeconds(-1)));
        AssertWaits(new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero), Gate.Decide(Sent(), Mine, policy, Now));
    }

    [Theory]
    [InlineData("02:30", "03:00", "2026-03-29T00:00:00Z", "2026-03-30T00:30:00Z")] // the night has no 02:30: there is no such window in it
    [InlineData("01:00", "02:30", "2026-10-25T01:15:00Z", "2026-10-25T01:15:00Z")] // 02:15 of winter: the window ends with the second 02:30
    [InlineData("01:00", "02:30", "2026-10-25T01:30:00Z", "2026-10-26T00:00:00Z")]
    public void Windows_lie_on_the_contacts_clock_also_when_it_is_changed(string from, string to, string at, string opens) =>
        Assert.Equal(Parse(opens), SendWindow.OpensAt([new(from, to)], DateTimeZoneProviders.Tzdb["Europe/Rome"], Parse(at)));

    [Theory]
    [InlineData("2026-03-29T00:15:00Z", "2026-03-29T01:00:00Z")] // 02:00 does not come: it is 03:00 at once, and 02:30 moves on by the gap of an hour
    [InlineData("2026-10-25T00:10:00Z", "2026-10-25T00:30:00Z")] // 02:10 of summer: 02:30 is twenty minutes away
    [InlineData("2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")] // 02:10 of winter: it is quiet again
    public void Quiet_hours_end_also_on_the_days_of_the_clock_change(string at, string until)
    {
        var policy = new DoNotDisturb([], new QuietHours("01:00", "02:30"), DateTimeZoneProviders.Tzdb["Europe/Rome"]);
        var decision = Assert.IsType<GateDecision.Defer>(Gate.Decide(Sent(), Mine, policy, Parse(at)));
        Assert.InRange(decision.Until, Parse(until), Parse(until).AddMinutes(30));
        Assert.IsType<GateDecision.Send>(Gate.Decide(Sent(), Mine, policy, decision.Until));
    }

    [Fact]
    public void A_claim_that_is_taken_up_again_is_counted_from_then()
    {
        // The campaign claimed the day before yesterday and could not hand over; another one was sent this morning.
        var history = default(SendHistory).With(Mine.Tag, Now.AddDays(-2)).With(CampaignTag.Of("acme", "other"), Now.AddHours(-1));
        AssertWaits(Now.AddHours(23), Decide(Sent() with { History = history }, OneADay));
    }

    [Theory]
    [InlineData("caps", "")]
    [InlineData("hours", "/caps/0/hours")]
    [InlineData("window", "/caps/0/window")]
    [InlineData("reserved", "/caps/0/reservedFor")]
    [InlineData("longHours", "/caps/0/hours")]
    [InlineData("longestHours", "")]
    [InlineData("highBelowNone", "/caps/0/reservedFor")]
    [InlineData("normalBelowNone", "/caps/0/reservedFor")]
    [InlineData("many", "/caps")]
    public void Rules_that_make_no_sense_are_refused(string kind, string pointer)
    {
        FrequencyCap[] caps = kind switch
        {
            "hours" => [OneADay with { Hours = 0 }],
            "window" => [OneADay with { Hours = 5, Window = CapWindow.Calendar }],
            "reserved" => [OneADay with { ReservedFor = new(1, 1) }],
            "longHours" => [OneADay with { Hours = FrequencyCap.MostHours + 1 }],
            "longestHours" => [OneADay with { Hours = FrequencyCap.MostHours }],
            "highBelowNone" => [OneADay with { ReservedFor = new(-1, 1) }],
            "normalBelowNone" => [OneADay with { ReservedFor = new(1, -1) }],
            "many" => [.. Enumerable.Repeat(OneADay, 51)],
            _ => [OneADay with { Hours = 6, ReservedFor = new(1) }],
        };
        Assert.Equal(pointer, FrequencyCap.Check(caps).FirstOrDefault()?.Pointer ?? "");
    }

    private static DateTimeOffset Parse(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

    private static Recipient Sent(params int[] hoursAgo) => new(
        true, true, false, null, true, hoursAgo.Aggregate(default(SendHistory), (h, hours) => h.With(CampaignTag.Of("acme", $"c{hours}"), Now.AddHours(-hours))));

    private static DoNotDisturb Policy(params FrequencyCap[] caps) => new(caps, null, DateTimeZone.Utc);

    private static GateDecision Decide(Recipient recipient, params FrequencyCap[] caps) => Gate.Decide(recipient, Mine, Policy(caps), Now);

    private static void AssertWaits(DateTimeOffset until, GateDecision decision) => Assert.Equal(until, Assert.IsType<GateDecision.Defer>(decision).Until);
}
