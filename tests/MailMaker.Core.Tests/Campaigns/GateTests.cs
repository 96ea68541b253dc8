using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using NodaTime;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class GateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly CampaignTag Mine = CampaignTag.Of("acme", "spring");
    private static readonly CampaignTag Other = CampaignTag.Of("acme", "winter");
    private static readonly FrequencyCap[] OneADay = [new(1, CapPeriod.Day)];

    [Fact]
    public void Who_agreed_and_has_an_address_is_written_to() => Assert.IsType<GateDecision.Send>(Decide(Contact()));

    [Fact]
    public void Who_has_left_is_dropped_even_when_the_client_says_they_agreed() => AssertDropped(Outcome.Unsubscribed, Contact() with { HasLeft = true });

    [Fact]
    public void Who_did_not_agree_is_dropped() => AssertDropped(Outcome.NotConsented, Contact() with { Consented = false });

    [Fact]
    public void Who_has_no_address_is_dropped() => AssertDropped(Outcome.NoAddress, Contact() with { HasAddress = false });

    [Fact]
    public void Who_has_no_address_is_told_so_whatever_they_agreed_to() => AssertDropped(Outcome.NoAddress, Contact() with { HasAddress = false, Consented = false });

    [Fact]
    public void Who_was_removed_is_dropped() => AssertDropped(Outcome.ContactRemoved, Contact() with { Exists = false });

    [Fact]
    public void The_cap_is_used_up_by_another_campaign() =>
        AssertDropped(Outcome.Capped, Contact() with { History = default(SendHistory).With(Other, Now.AddHours(-1)) }, OneADay);

    [Fact]
    public void A_message_of_yesterday_no_longer_counts() =>
        Assert.IsType<GateDecision.Send>(Decide(Contact() with { History = default(SendHistory).With(Other, Now.AddDays(-1)) }, OneADay));

    [Fact]
    public void The_campaigns_own_claim_does_not_count_against_it() =>
        Assert.IsType<GateDecision.Send>(Decide(Contact() with { History = default(SendHistory).With(Mine, Now.AddMinutes(-1)) }, OneADay));

    [Fact]
    public void Who_left_after_the_claim_is_dropped_all_the_same() =>
        AssertDropped(Outcome.Unsubscribed, Contact() with { HasLeft = true, History = default(SendHistory).With(Mine, Now) });

    [Fact]
    public void Every_rule_must_allow()
    {
        var history = default(SendHistory).With(Other, Now.AddDays(-2)).With(CampaignTag.Of("acme", "autumn"), Now.AddDays(-3));
        Assert.IsType<GateDecision.Send>(Decide(Contact() with { History = history }, OneADay));
        AssertDropped(Outcome.Capped, Contact() with { History = history }, [.. OneADay, new(2, CapPeriod.Week)]);
    }

    [Fact]
    public void A_cap_of_none_lets_nobody_through() => AssertDropped(Outcome.Capped, Contact(), [new(0, CapPeriod.Month)]);

    [Fact]
    public void A_suppressed_address_gets_nothing_and_a_goodbye_is_the_better_reason()
    {
        Assert.Equal(Outcome.Suppressed, Assert.IsType<GateDecision.Drop>(Decide(Contact() with { Suppression = SuppressionReason.HardBounce })).Reason);
        Assert.Equal(Outcome.Unsubscribed, Assert.IsType<GateDecision.Drop>(Decide(Contact() with { Suppression = SuppressionReason.HardBounce, HasLeft = true })).Reason);
    }

    [Fact]
    public void Which_suppression_it_was_is_kept()
    {
        foreach (var reason in Enum.GetValues<SuppressionReason>())
        {
            var drop = Assert.IsType<GateDecision.Drop>(Decide(Contact() with { Suppression = reason }));
            Assert.Equal(Words.Of(reason), OutcomeEntry.Of(drop.Reason, 0, Now, drop.Detail).DetailWord);
        }
    }

    [Fact]
    public void In_quiet_hours_a_message_waits_unless_the_person_agreed_to_the_night()
    {
        var lifted = new DoNotDisturb([], new QuietHours("08:00", "10:00", UnlessNightConsent: true), DateTimeZone.Utc);
        var strict = lifted with { QuietHours = new QuietHours("08:00", "10:00") };
        var agreed = Contact() with { NightConsent = true };

        Assert.Equal(Now.AddHours(1), Assert.IsType<GateDecision.Defer>(Gate.Decide(Contact(), new CampaignTerms(Mine), lifted, Now)).Until);
        Assert.IsType<GateDecision.Send>(Gate.Decide(agreed, new CampaignTerms(Mine), lifted, Now));
        Assert.IsType<GateDecision.Defer>(Gate.Decide(agreed, new CampaignTerms(Mine), strict, Now));
        Assert.IsType<GateDecision.Send>(Gate.Decide(Contact() with { TimeZone = "Asia/Seoul" }, new CampaignTerms(Mine), strict, Now));
        Assert.IsType<GateDecision.Defer>(Gate.Decide(Contact() with { TimeZone = "Mars/Base" }, new CampaignTerms(Mine), strict, Now));
    }

    [Fact]
    public void A_zone_that_nobody_knows_falls_back_to_the_lists()
    {
        // Ten in the morning in Rome.
        var policy = new DoNotDisturb([], new QuietHours("09:30", "10:30"), DateTimeZoneProviders.Tzdb["Europe/Rome"]);
        Assert.Equal(Now.AddMinutes(30), Assert.IsType<GateDecision.Defer>(Gate.Decide(Contact() with { TimeZone = "Mars/Base" }, new CampaignTerms(Mine), policy, Now)).Until);
        Assert.IsType<GateDecision.Send>(Gate.Decide(Contact() with { TimeZone = "Etc/UTC" }, new CampaignTerms(Mine), policy, Now));
    }

    [Fact]
    public void Who_left_does_not_wait_for_the_morning_to_be_dropped() => Assert.IsType<GateDecision.Drop>(Gate.Decide(
        Contact() with { HasLeft = true }, new CampaignTerms(Mine), new DoNotDisturb([], new QuietHours("08:00", "10:00"), DateTimeZone.Utc), Now));

    [Fact]
    public void A_cap_of_a_channel_counts_that_channel_alone()
    {
        var sms = CampaignTag.Of("acme", "text", MessageChannel.Sms);
        var sent = Contact() with { History = default(SendHistory).With(sms, Now.AddHours(-1)) };

        Assert.IsType<GateDecision.Send>(Decide(sent, [new(1, CapPeriod.Day, Channel: MessageChannel.Email)]));
        AssertDropped(Outcome.Capped, sent, OneADay);
        Assert.IsType<GateDecision.Send>(Decide(sent, [new(1, CapPeriod.Day, Channel: MessageChannel.Sms)]));
        AssertDropped(Outcome.Capped, sent with { History = sent.History.With(Other, Now.AddHours(-2)) }, [new(1, CapPeriod.Day, Channel: MessageChannel.Email)]);
    }

    [Fact]
    public void A_calendar_day_is_the_contacts_own()
    {
        // 09:00 in UTC is 23:00 of the evening before in Honolulu and 14:00 in Karachi.
        var cap = new FrequencyCap(1, CapPeriod.Day, CapWindow.Calendar);
        var sent = Contact() with { History = default(SendHistory).With(Other, Now.AddHours(-8)) };

        AssertDropped(Outcome.Capped, sent, [cap]);
        AssertDropped(Outcome.Capped, sent with { TimeZone = "Pacific/Honolulu" }, [cap]);
        Assert.IsType<GateDecision.Send>(Decide(sent with { TimeZone = "Asia/Karachi", History = default(SendHistory).With(Other, Now.AddHours(-15)) }, [cap]));
    }

    [Theory]
    [InlineData("weekly", 6, true)]
    [InlineData("weekly", 8, false)]
    [InlineData("monthly", 8, true)]
    [InlineData("all", 1, false)]
    [InlineData("", 1, false)]
    public void What_the_person_chose_is_a_cap_of_its_own(string frequency, int daysAgo, bool capped)
    {
        var recipient = Contact() with { Frequency = frequency, History = default(SendHistory).With(Other, Now.AddDays(-daysAgo)) };

        Assert.Equal(capped, Decide(recipient) is GateDecision.Drop { Reason: Outcome.Capped });
    }

    private static Recipient Contact() => new(true, true, false, null, true, default);

    private static GateDecision Decide(Recipient recipient, IReadOnlyList<FrequencyCap>? caps = null) =>
        Gate.Decide(recipient, new CampaignTerms(Mine) { WhenCapped = WhenCapped.Drop }, new DoNotDisturb(caps ?? [], null, DateTimeZone.Utc), Now);

    private static void AssertDropped(Outcome reason, Recipient recipient, IReadOnlyList<FrequencyCap>? caps = null) =>
        Assert.Equal(reason, Assert.IsType<GateDecision.Drop>(Decide(recipient, caps)).Reason);
}
