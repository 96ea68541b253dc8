using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class CampaignLimitsTests
{
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
        SenderRate[] rates = [new("shop.example", 50), new("news@shop.example", 20), new("other.example", 1), new("Acme", 5)];
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
    public void Without_any_limit_nothing_is_asked() =>
        Assert.Empty(new CampaignLimits(Campaign with { Rate = null }, [], new OperatorRates()).Of(MessageChannel.Email, "a@x.example"));
}
