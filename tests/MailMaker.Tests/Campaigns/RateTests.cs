using MailMaker.Accounts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

public sealed class RateTests
{
    [Fact]
    public async Task Workers_that_race_keep_to_the_rate_in_any_minute_and_everybody_is_reached()
    {
        await using var stage = await CampaignStage.WithAsync(300);
        await LaunchAsync(stage, "spring", new CampaignRate { PerMinute = 60 });

        var went = await RunAsync(stage, 300, workers: 6, step: TimeSpan.FromSeconds(2), most: 300);

        Assert.Equal(300, (await stage.CountsAsync("spring")).Sent);
        Assert.Equal(300, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
        AssertNeverMore(went, 60, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task What_may_not_go_now_waits_for_the_rate_and_says_so()
    {
        await using var stage = await CampaignStage.WithAsync(50);
        await LaunchAsync(stage, "spring", new CampaignRate { PerMinute = 20 });

        await stage.WorkAsync(workers: 2);

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((20, 30), (counts.Sent, counts.Deferred(DeferReason.Rate)));
        Assert.Equal(20, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task Two_campaigns_of_one_sender_share_its_rate()
    {
        await using var stage = await CampaignStage.WithAsync(40);
        await LimitSenderAsync(stage, new SenderRate("example.com", PerMinute: 30));
        await LaunchAsync(stage, "one", null);
        await LaunchAsync(stage, "two", null);

        var went = await RunAsync(stage, 80, workers: 4, step: TimeSpan.FromSeconds(2), most: 150);

        Assert.Equal(80, stage.Channel.Handed.Count);
        AssertNeverMore(went, 30, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_domain_is_throttled_and_the_others_are_not_held_up_by_it()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        for (var i = 0; i < 25; i++)
            await stage.AddContactAsync($"p{i}@big.example");
        for (var i = 0; i < 15; i++)
            await stage.AddContactAsync($"p{i}@small{i}.example");
        await LaunchAsync(stage, "spring", new CampaignRate { PerDomainPerMinute = 10 });

        await stage.WorkAsync(workers: 2);

        Assert.Equal(15, stage.Channel.Handed.Count(h => h.Address.Contains("@small", StringComparison.Ordinal)));
        Assert.Equal(10, stage.Channel.Handed.Count(h => h.Address.EndsWith("@big.example", StringComparison.Ordinal)));
        await RunAsync(stage, 40, workers: 2, step: TimeSpan.FromSeconds(5), most: 100);
        Assert.Equal(40, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task A_ramp_up_over_days_sends_each_days_number()
    {
        await using var stage = await CampaignStage.WithAsync(70);
        await LaunchAsync(stage, "spring", new CampaignRate { RampUp = new RampUp(RampPeriod.Day, First: 10, Growth: 2) });
        var perDay = new List<int>();
        for (var day = 0; day < 3; day++)
        {
            var before = stage.Channel.Handed.Count;
            await stage.WorkAsync(workers: 3);
            perDay.Add(stage.Channel.Handed.Count - before);
            stage.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([10, 20, 40], perDay);
    }

    [Fact]
    public async Task A_crash_loses_no_more_of_the_rate_than_one_round()
    {
        await using var stage = await CampaignStage.WithAsync(30);
        await LaunchAsync(stage, "spring", new CampaignRate { PerMinute = 100 });
        var slice = (await stage.SlicesAsync("spring"))[0];
        stage.Channel.Before = _ => throw new IOException("The channel broke.");
        await Assert.ThrowsAsync<IOException>(() => stage.RunSliceAsync(slice));

        stage.Channel.Before = _ => Task.CompletedTask;
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.RunSliceAsync(slice);
        await stage.WorkAsync();

        Assert.Equal(30, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task A_channel_that_throttles_is_left_alone_by_everybody_and_costs_no_tries()
    {
        await using var stage = await CampaignStage.WithAsync(120);
        var offered = 0;
        stage.Channel.Answer = _ =>
        {
            Interlocked.Increment(ref offered);
            return new HandOver.TemporaryFailure("4.4.5", TimeSpan.FromSeconds(40));
        };
        await LaunchAsync(stage, "spring", null);
        for (var round = 0; round < 10; round++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromSeconds(41));
        }

        // Ten rounds with a handful each (as many as were under way together), instead of six tries of 120.
        Assert.InRange(offered, 10, 10 * 8);
        Assert.Equal(120, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.WorkAsync();
        Assert.Equal(120, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task A_recipients_own_failure_holds_nobody_else_back()
    {
        await using var stage = await CampaignStage.WithAsync(20);
        stage.Channel.Answer = m => m.ToAddress.StartsWith("person1", StringComparison.Ordinal) ? new HandOver.TemporaryFailure("4.2.2") : new HandOver.Accepted("");
        await LaunchAsync(stage, "spring", null);

        await stage.WorkAsync();

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((9, 11), (counts.Sent, counts.Deferred(DeferReason.Channel)));
    }

    [Fact]
    public async Task Where_nothing_is_limited_no_book_is_kept()
    {
        await using var stage = await CampaignStage.WithAsync(20);
        await LaunchAsync(stage, "spring", null);

        await stage.WorkAsync();

        Assert.Equal(20, (await stage.CountsAsync("spring")).Sent);
        Assert.Equal("", await stage.PrintAsync(RateStore.Table));
    }

    [Fact]
    public async Task Rows_that_say_nothing_any_more_are_swept()
    {
        await using var stage = await CampaignStage.WithAsync(5);
        await LaunchAsync(stage, "spring", new CampaignRate { PerMinute = 20, PerDomainPerMinute = 10 });
        await stage.WorkAsync();
        var rates = stage.Services.GetRequiredService<RateStore>();

        Assert.Equal(0, await rates.SweepAsync(default));
        stage.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await rates.SweepAsync(default));
    }

    private static async Task LaunchAsync(CampaignStage stage, string campaign, CampaignRate? rate)
    {
        await stage.LaunchAsync(campaign);
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, campaign, c => c with { Rate = rate, SenderAddress = "news@example.com" }, default);
    }

    private static async Task LimitSenderAsync(CampaignStage stage, SenderRate rate)
    {
        var definitions = stage.Services.GetRequiredService<IDefinitions>();
        var account = (await definitions.FindAsync<Account>(CampaignStage.Account, DefinitionKeys.Account, default))!;
        await definitions.WriteAsync(CampaignStage.Account, DefinitionKeys.Account, account.Value with { SenderRates = [rate] }, account.Version, default);
    }

    // Moments of the hand-overs, while the clock moves on step by step.
    private static async Task<List<DateTimeOffset>> RunAsync(CampaignStage stage, int audience, int workers, TimeSpan step, int most)
    {
        var went = new List<DateTimeOffset>();
        for (var i = 0; i < most && stage.Channel.Handed.Count < audience; i++)
        {
            var before = stage.Channel.Handed.Count;
            await stage.WorkAsync(workers);
            went.AddRange(Enumerable.Repeat(stage.Clock.GetUtcNow(), stage.Channel.Handed.Count - before));
            stage.Clock.Advance(step);
        }

        return went;
    }

    private static void AssertNeverMore(List<DateTimeOffset> went, int most, TimeSpan window)
    {
        for (var i = most; i < went.Count; i++)
            Assert.True(went[i] - went[i - most] >= window, $"{most + 1} went within {went[i] - went[i - most]}.");
    }
}
