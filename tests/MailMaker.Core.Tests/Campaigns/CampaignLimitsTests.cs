using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class CampaignLimitsTests
{
    private static readonly DateTimeOffset Launch = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    private static readonly OperatorRates Operators = new()
    {
        PerMinute = new Dictionary<MessageChannel, int> { [MessageChannel.Sms] = 600 },
        Providers = [new ProviderGroup("big", ["big.example", "big.test"], 5_000)],
    };

    private static readonly Campaign Campaign = new()
    {
        Account = "acme", Name = "spring", List = "news", Template = "t", SenderAddress = "news@shop.example", SmsSender = "Acme",
        Rate = new CampaignRate { PerMinute = 100, PerDomainPerMinute = 10 },
    };

    [Fact]
    public void Domains_of_one_provider_share_their_limits_and_others_do_not()
    {
        var limits = new CampaignLimits(Campaign, [], Operators);

        Assert.Equal(limits.Of(MessageChannel.Email, "a@Big.Example"), limits.Of(MessageChannel.Email, "b@big.test"));
        Assert.Equal(["c|acme|spring", "d|acme|spring|~big", "p|big"], limits.Of(MessageChannel.Email, "a@big.example").Select(l => l.Key));
        Assert.Equal(["c|acme|spring", "d|acme|spring|small.example"], limits.Of(MessageChannel.Email, "a@small.example").Select(l => l.Key));
    }

    [Fact]
    public void A_senders_rate_holds_for_its_address_or_its_whole_domain_and_for_no_other()
    {
        SenderRate[] rates = [new("shop.example", 50), new("news@shop.example", 20), new("other.example", 1), new("op.example", 9), new("Acme", 5)];
        var limits = new CampaignLimits(Campaign, rates, new OperatorRates());

        Assert.Equal(["c|acme|spring", "s|acme|shop.example", "s|acme|news@shop.example", "d|acme|spring|x.example"], limits.Of(MessageChannel.Email, "a@x.example").Select(l => l.Key));
        Assert.Equal(["c|acme|spring", "s|acme|acme"], limits.Of(MessageChannel.Sms, "+393331234567").Select(l => l.Key));
    }

    [Fact]
    public void A_domain_with_characters_that_a_row_key_refuses_is_spelled_out()
    {
        var key = new CampaignLimits(Campaign, [], Operators).Of(MessageChannel.Email, "a@[1.2.3.4]/x?#\u0007").Select(l => l.Key).Last();

        Assert.DoesNotContain(key, c => "/\\#?".Contains(c, StringComparison.Ordinal) || char.IsControl(c));
    }

    [Fact]
    public void A_ramp_up_begins_at_the_launch_or_where_it_says_and_begun_anew_it_counts_anew()
    {
        var plan = new RampUp(RampPeriod.Day, 50);

        var (own, named) = (RampOf(plan), RampOf(plan with { StartsAt = Launch.AddDays(1) }));

        Assert.Equal((Launch, Launch.AddDays(1)), (own.StartsAt, named.StartsAt));
        Assert.NotEqual(own.Key, named.Key);

        static RateLimit.Ramp RampOf(RampUp rampUp)
        {
            var campaign = Campaign with { LaunchedAt = Launch, Rate = new CampaignRate { RampUp = rampUp } };
            return Assert.IsType<RateLimit.Ramp>(Assert.Single(new CampaignLimits(campaign, [], new OperatorRates()).Of(MessageChannel.Email, "a@x.example")));
        }
    }

    [Fact]
    public void A_senders_ramp_up_holds_from_its_start()
    {
        var limits = new CampaignLimits(Campaign with { Rate = null }, [new("shop.example", RampUp: new RampUp(RampPeriod.Day, 50, StartsAt: Launch))], new OperatorRates());

        var ramp = Assert.IsType<RateLimit.Ramp>(Assert.Single(limits.Of(MessageChannel.Email, "a@x.example")));
        Assert.Equal((Launch, 100), (ramp.StartsAt, ramp.Plan.LimitOf(1)));
    }

    [Fact]
    public void The_operators_limits_hold_by_minute_and_by_hour_for_their_channel_alone()
    {
        var operators = new OperatorRates
        {
            PerMinute = new Dictionary<MessageChannel, int> { [MessageChannel.Email] = 100 }, PerHour = new Dictionary<MessageChannel, int> { [MessageChannel.Email] = 1_000 },
        };
        var limits = new CampaignLimits(Campaign with { Rate = null }, [], operators);

        var email = limits.Of(MessageChannel.Email, "a@x.example");
        Assert.Equal(new RateLimit.PerMinute("o|Email", 100), email[0]);
        var hourly = Assert.IsType<RateLimit.Ramp>(email[1]).Plan;
        Assert.Equal((RampPeriod.Hour, 1_000, 1_000), (hourly.Per, hourly.LimitOf(0), hourly.LimitOf(9_999)));
        Assert.Empty(limits.Of(MessageChannel.Sms, "+393331234567"));
    }

    [Fact]
    public void A_providers_own_limit_holds_where_the_campaign_sets_none()
    {
        var limits = new CampaignLimits(Campaign with { Rate = null }, [], Operators);

        Assert.Equal([new RateLimit.PerMinute("p|big", 5_000)], limits.Of(MessageChannel.Email, "a@big.test"));
        Assert.Empty(limits.Of(MessageChannel.Email, "a@small.example"));
    }

    [Fact]
    public void Without_any_limit_nothing_is_asked() =>
        Assert.Empty(new CampaignLimits(Campaign with { Rate = null }, [], new OperatorRates()).Of(MessageChannel.Email, "a@x.example"));
}
