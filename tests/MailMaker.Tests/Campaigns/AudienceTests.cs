using System.Collections.Concurrent;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Tests.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

public sealed class AudienceTests
{
    [Fact]
    public async Task Several_lists_are_one_audience_and_each_mail_is_of_its_own_list()
    {
        await using var stage = await AudienceStage.OpenAsync();
        await stage.AddAsync(AudienceStage.Mails, "ada@example.com", """{"email":"ada@example.com"}""");
        await stage.AddAsync(AudienceStage.Mobiles, "+393331234567", """{"email":"bea@example.com","mobile":"+393331234567"}""");
        await stage.AddAsync(AudienceStage.Clients, "7", """{"fkey":"7","email":"cleo@example.com"}""");
        var campaign = await stage.LaunchAsync(AudienceStage.Make("spring", [AudienceStage.Mails, AudienceStage.Mobiles, AudienceStage.Clients], []));

        var subjects = new ConcurrentBag<string>();
        stage.Stage.Channel.Before = mail =>
        {
            subjects.Add(mail.Subject);
            return Task.CompletedTask;
        };

        await stage.PlanAsync(campaign);
        await stage.Stage.WorkAsync();

        Assert.Equal(["Hello from clients", "Hello from mails", "Hello from mobiles"], subjects.Order());
        Assert.Equal((3, 3), ((await stage.CountsAsync(campaign)).Audience, (await stage.CountsAsync(campaign)).Sent));
    }

    [Fact]
    public async Task The_same_foreign_key_on_two_lists_is_two_people()
    {
        await using var stage = await AudienceStage.OpenAsync();
        var others = AudienceStage.Clients with { Name = "others" };
        await stage.Stage.DefineAsync(others);
        await stage.AddAsync(AudienceStage.Clients, "7", """{"fkey":"7","email":"ada@example.com"}""");
        await stage.AddAsync(others, "7", """{"fkey":"7","email":"bea@example.com"}""");
        var campaign = await stage.LaunchAsync(AudienceStage.Make("spring", [AudienceStage.Clients, others], []));

        await stage.PlanAsync(campaign);
        await stage.Stage.WorkAsync();

        Assert.Equal(2, stage.Stage.Channel.Handed.Select(h => h.OperationId).Distinct().Count());
        Assert.Equal(2, (await stage.CountsAsync(campaign)).Sent);
    }

    [Fact]
    public async Task Who_is_on_an_excluded_list_by_address_is_in_the_ledger_as_excluded_and_gets_nothing()
    {
        await using var stage = await AudienceStage.OpenAsync();
        await stage.AddAsync(AudienceStage.Mails, "ada@example.com", """{"email":"ada@example.com"}""");
        await stage.AddAsync(AudienceStage.Mails, "bea@example.com", """{"email":"bea@example.com"}""");
        await stage.AddAsync(AudienceStage.Clients, "7", """{"fkey":"7","email":"cleo@example.com"}""");
        await stage.AddAsync(AudienceStage.Clients, "8", """{"fkey":"8","email":"dan@example.com"}""");
        await stage.AddAsync(AudienceStage.Bought, "x1", """{"fkey":"x1","email":"ada@example.com"}""");
        await stage.AddAsync(AudienceStage.Bought, "x2", """{"fkey":"x2","email":"cleo@example.com"}""");
        await stage.AddAsync(AudienceStage.Bought, "8", """{"fkey":"8","email":"somebody.else@example.com"}""");
        var campaign = await stage.LaunchAsync(AudienceStage.Make("spring", [AudienceStage.Mails, AudienceStage.Clients], ["bought"]));

        await stage.PlanAsync(campaign);
        await stage.Stage.WorkAsync();

        var counts = await stage.CountsAsync(campaign);
        Assert.Equal((4, 2, 2), (counts.Audience, counts.Sent, counts[Outcome.Excluded]));
        Assert.Equal(["bea@example.com", "dan@example.com"], stage.Stage.Channel.Handed.Select(h => h.Address).Order());
    }

    [Fact]
    public async Task Who_does_not_match_the_filter_is_not_in_the_ledger()
    {
        await using var stage = await AudienceStage.OpenAsync();
        await stage.AddAsync(AudienceStage.Mails, "ada@example.com", """{"email":"ada@example.com","city":"Roma","points":"12"}""");
        await stage.AddAsync(AudienceStage.Mails, "bea@example.com", """{"email":"bea@example.com","city":"Milano","points":"12"}""");
        await stage.AddAsync(AudienceStage.Clients, "7", """{"fkey":"7","email":"cleo@example.com","city":"ROMA","points":"3"}""");
        var campaign = await stage.LaunchAsync(AudienceStage.Make(
            "spring", [AudienceStage.Mails, AudienceStage.Clients], [], """{"and": [{"field": "city", "equals": "roma"}, {"field": "points", ">": 5}]}"""));

        await stage.PlanAsync(campaign);
        await stage.Stage.WorkAsync();

        Assert.Equal((1, 1), ((await stage.CountsAsync(campaign)).Audience, stage.Stage.Channel.Handed.Count));
    }

    // Whatever write of the planning the process dies at, and although the excluded list has changed meanwhile.
    [Fact]
    public async Task A_crash_anywhere_in_planning_ends_in_the_same_slices()
    {
        var whole = "";
        for (var (crashAt, after) = (0, false); ; (crashAt, after) = after || crashAt == 0 ? (crashAt + 1, false) : (crashAt, true))
        {
            CrashingTables? tables = null;
            await using var stage = await AudienceStage.OpenAsync(c => tables = new CrashingTables(c));
            for (var i = 0; i < 230; i++)
                await stage.AddAsync(AudienceStage.Mails, $"p{i}@example.com", $$"""{"email":"p{{i}}@example.com","points":"{{i % 7}}"}""");
            for (var i = 0; i < 230; i += 3)
                await stage.AddAsync(AudienceStage.Bought, $"x{i}", $$"""{"fkey":"x{{i}}","email":"p{{i}}@example.com"}""");
            var campaign = await stage.LaunchAsync(AudienceStage.Make("spring", [AudienceStage.Clients, AudienceStage.Mails], ["bought"], """{"field": "points", ">=": 2}"""));
            tables!.Begin(crashAt, after);
            try
            {
                await stage.PlanAsync(campaign);
            }
            catch (ProcessCrashedException)
            {
                await stage.AddAsync(AudienceStage.Bought, "late", """{"fkey":"late","email":"p2@example.com"}""");
            }

            var crashed = tables.Crashed;
            tables.Begin(0, false);
            await stage.PlanAsync(campaign);
            var slices = await stage.SlicesAsync(campaign);
            whole = crashAt == 0 ? slices : whole;
            Assert.Equal(whole, slices);
            if (crashAt > 0 && !crashed)
                break;
        }

        Assert.Contains("=Excluded", whole, StringComparison.Ordinal);
        Assert.Contains("=Pending", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_estimate_says_what_a_launch_comes_to()
    {
        await using var stage = await AudienceStage.OpenAsync();
        await stage.AddAsync(AudienceStage.Mails, "ada@example.com", """{"email":"ada@example.com","points":"9"}""");
        await stage.AddAsync(AudienceStage.Mails, "bea@example.com", """{"email":"bea@example.com","points":"9","consent":"false"}""");
        await stage.AddAsync(AudienceStage.Mails, "few@example.com", """{"email":"few@example.com","points":"1"}""");
        await stage.AddAsync(AudienceStage.Clients, "7", """{"fkey":"7","email":"ada@example.com","points":"9"}""");
        await stage.AddAsync(AudienceStage.Clients, "8", """{"fkey":"8","points":"9"}""");
        await stage.AddAsync(AudienceStage.Clients, "9", """{"fkey":"9","email":"dan@example.com","points":"9"}""");
        await stage.AddAsync(AudienceStage.Bought, "1", """{"fkey":"1","email":"dan@example.com"}""");
        var campaign = AudienceStage.Make("spring", [AudienceStage.Mails, AudienceStage.Clients], ["bought"], """{"field": "points", ">": 5}""");

        var estimate = (await stage.Stage.Services.GetRequiredService<AudienceEstimates>().OfAsync(campaign, default)).Value!;

        Assert.Equal((1, 1), (estimate.Reachable, estimate.Duplicates));
        Assert.Equal(new ListEstimate("mails", 3, 2, 0, 0, 0, 1, 0, 1), estimate.Lists[0]);
        Assert.Equal(new ListEstimate("clients", 3, 3, 1, 0, 0, 0, 1, 1), estimate.Lists[1]);
        campaign = await stage.LaunchAsync(campaign);
        await stage.PlanAsync(campaign);
        Assert.Equal(estimate.Lists.Sum(l => l.Audience), (await stage.CountsAsync(campaign)).Audience);
        Assert.Equal(estimate.Lists.Sum(l => l.Excluded), (await stage.CountsAsync(campaign))[Outcome.Excluded]);
    }

    [Fact]
    public async Task The_estimate_of_text_messages_asks_for_their_own_consent_as_the_gate_does()
    {
        await using var stage = await AudienceStage.OpenAsync();
        await stage.AddAsync(AudienceStage.Clients, "1", """{"fkey":"1","mobile":"+393331234561","smsConsent":"true"}""");
        await stage.AddAsync(AudienceStage.Clients, "2", """{"fkey":"2","mobile":"+393331234562","smsConsent":"false"}""");
        await stage.AddAsync(AudienceStage.Clients, "3", """{"fkey":"3","email":"ada@example.com","smsConsent":"false"}""");
        var campaign = AudienceStage.Make("spring", [AudienceStage.Clients], []) with { Channel = CampaignChannel.EmailThenSms };

        var estimate = (await stage.Stage.Services.GetRequiredService<AudienceEstimates>().OfAsync(campaign, default)).Value!;

        Assert.Equal(new ListEstimate("clients", 3, 3, 0, 0, 0, 1, 0, 2), estimate.Lists[0]);
    }

    [Theory]
    [InlineData(CampaignChannel.Email)]
    [InlineData(CampaignChannel.Sms)]
    [InlineData(CampaignChannel.EmailThenSms)]
    public async Task Whatever_contacts_have_and_agreed_to_the_estimate_counts_them_as_the_gate_does(CampaignChannel channel)
    {
        await using var stage = await AudienceStage.OpenAsync();
        var key = 0;
        foreach (var email in new[] { "", ""","email":"NUMBER@example.com" """ })
        foreach (var mobile in new[] { "", ""","mobile":"+3933312345NUMBER" """ })
        foreach (var consent in new[] { "", ""","consent":"true" """, ""","consent":"false" """ })
        foreach (var sms in new[] { "", ""","smsConsent":"true" """, ""","smsConsent":"false" """ })
        {
            var number = (10 + key++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await stage.AddAsync(AudienceStage.Clients, number, ($$"""{"fkey":"NUMBER"{{email}}{{mobile}}{{consent}}{{sms}}}""").Replace("NUMBER", number, StringComparison.Ordinal));
        }

        var campaign = AudienceStage.Make("spring", [AudienceStage.Clients], []) with { Channel = channel };
        var estimate = (await stage.Stage.Services.GetRequiredService<AudienceEstimates>().OfAsync(campaign, default)).Value!.Lists[0];
        campaign = await stage.LaunchAsync(campaign);
        await stage.PlanAsync(campaign);
        await stage.Stage.WorkAsync();

        var counts = await stage.CountsAsync(campaign);
        Assert.Equal((36, 36, 0), (estimate.Audience, counts.Audience, counts.Open));
        Assert.Equal((estimate.NoAddress, estimate.NotConsented, estimate.Reachable), (counts[Outcome.NoAddress], counts[Outcome.NotConsented], counts.Sent));
        Assert.True(estimate is { NoAddress: > 0, NotConsented: > 0, Reachable: > 0 });
    }

    [Fact]
    public void A_campaign_stored_before_it_could_have_several_lists_has_its_one()
    {
        var stored = """{"account":"acme","name":"spring","list":"news","template":"t","state":"sending"}""";

        var read = System.Text.Json.JsonSerializer.Deserialize<Campaign>(stored, Core.DefinitionJson.Options)!;

        Assert.Equal([new AudienceList("news")], read.Lists);
    }
}
