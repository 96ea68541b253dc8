using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>Slices that fail until they are dead-lettered, and campaigns that stand.</summary>
public sealed class StuckTests
{
    [Fact]
    public async Task A_poison_slice_is_shown_with_its_reason_keeps_the_campaign_open_and_is_replayed()
    {
        await using var stage = await LifeStage.WithAsync(8);
        await stage.DefineAsync("spring");
        stage.Channel.Before = mail => mail.ToAddress == "person3@example.com" ? throw new TimeZoneNotFoundException("person3@example.com is the trouble") : Task.CompletedTask;
        await stage.DoAsync("spring", "launch");

        await Eventually.HoldsAsync(async () => (await stage.StatusAsync("spring")).GetProperty("deadSlices").GetInt32() == 1);
        var status = await stage.StatusAsync("spring");
        Assert.Equal(1, status.GetProperty("deadSlicesByReason").GetProperty(nameof(TimeZoneNotFoundException)).GetInt32());
        Assert.DoesNotContain("person3", status.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("sending", await stage.StateAsync("spring"));
        await stage.RestartAsync();
        Assert.Equal(1, (await stage.StatusAsync("spring")).GetProperty("deadSlices").GetInt32());

        // Held by its last claim yet, and asked for twice: still one mail each.
        Assert.Equal(7, stage.Channel.Handed.Count);
        stage.Channel.Before = _ => Task.CompletedTask;
        await Task.WhenAll(stage.DoAsync("spring", "replay"), stage.CallAsync("spring", "replay"));
        await stage.UntilAsync("spring", "completed");
        Assert.Equal(8, await stage.CountAsync("spring", "sent"));
        Assert.Equal((8, 8), (stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
        Assert.Equal(0, (await stage.StatusAsync("spring")).GetProperty("deadSlices").GetInt32());
    }

    [Fact]
    public async Task Replaying_one_campaign_leaves_the_dead_slices_of_another()
    {
        await using var stage = await LifeStage.WithAsync(2);
        stage.Channel.Before = _ => throw new TimeZoneNotFoundException();
        foreach (var campaign in new[] { "spring", "summer" })
        {
            await stage.DefineAsync(campaign);
            await stage.DoAsync(campaign, "launch");
            await Eventually.HoldsAsync(async () => (await stage.StatusAsync(campaign)).GetProperty("deadSlices").GetInt32() > 0);
        }

        stage.Channel.Before = _ => Task.CompletedTask;
        await stage.DoAsync("spring", "replay");
        await stage.UntilAsync("spring", "completed");

        Assert.True((await stage.StatusAsync("summer")).GetProperty("deadSlices").GetInt32() > 0);
        await stage.DoAsync("summer", "replay");
        await stage.UntilAsync("summer", "completed");
    }

    [Fact]
    public async Task A_campaign_without_progress_for_a_quarter_of_an_hour_is_stuck_until_it_moves_again()
    {
        await using var stage = await WatchedAsync(5);
        var watch = stage.Services.GetRequiredService<StuckCampaigns>();

        await watch.LookAsync(default);
        stage.Clock.Advance(TimeSpan.FromMinutes(14));
        await watch.LookAsync(default);
        Assert.Null(await StuckAsync(stage));
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await watch.LookAsync(default);
        Assert.NotNull(await StuckAsync(stage));

        await stage.WorkAsync();
        Assert.Null(await StuckAsync(stage));
    }

    [Fact]
    public async Task Who_waits_for_the_morning_is_not_stuck_and_who_is_overdue_is()
    {
        await using var stage = await WatchedAsync(5);
        var watch = stage.Services.GetRequiredService<StuckCampaigns>();
        await stage.ChangeListAsync(l => l with { QuietHours = new("08:00", "12:00") });
        await stage.WorkAsync();
        Assert.Equal(5, (await stage.CountsAsync("spring"))[Outcome.Deferred]);

        for (var look = 0; look < 8; look++)
        {
            await watch.LookAsync(default);
            Assert.Null(await StuckAsync(stage));
            stage.Clock.Advance(TimeSpan.FromMinutes(24));
        }

        // 12:12: the morning is over by less than a quarter of an hour; at 12:36 somebody should have come.
        await watch.LookAsync(default);
        Assert.Null(await StuckAsync(stage));
        stage.Clock.Advance(TimeSpan.FromMinutes(24));
        await watch.LookAsync(default);
        Assert.NotNull(await StuckAsync(stage));
    }

    [Fact]
    public async Task A_paused_campaign_is_not_stuck_and_has_its_time_when_it_goes_on()
    {
        await using var stage = await WatchedAsync(5);
        var watch = stage.Services.GetRequiredService<StuckCampaigns>();
        await watch.LookAsync(default);
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = CampaignState.Paused }, default);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await watch.LookAsync(default);
        Assert.Null(await StuckAsync(stage));

        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = CampaignState.Sending }, default);
        await watch.LookAsync(default);
        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        await watch.LookAsync(default);
        Assert.Null(await StuckAsync(stage));
    }

    [Fact]
    public async Task A_campaign_whose_messages_and_orchestration_are_lost_is_taken_up_by_replay()
    {
        await using var stage = await LifeStage.WithAsync(50);
        await stage.DefineAsync("spring");
        var definitions = stage.App.Services.GetRequiredService<DefinitionStore>();
        // As a launch leaves it that died before its orchestration was started.
        await stage.DefineAsync("other");
        await stage.DoAsync("other", "launch");
        await stage.UntilAsync("other", "completed");
        var content = await definitions.FindAsync("acme", DefinitionKeys.CampaignContent("other", "news"), default);
        await definitions.WriteAsync("acme", DefinitionKeys.CampaignContent("spring", "news"), content!.Json, null, default);
        await stage.App.Services.GetRequiredService<CampaignStore>().ChangeAsync(
            "acme", "spring", c => c with { State = CampaignState.Planning, Launches = 1, LaunchedAt = DateTimeOffset.UtcNow, Lists = [new("news", 4)] }, default);

        await stage.DoAsync("spring", "replay");

        await stage.UntilAsync("spring", "completed");
        Assert.Equal(50, await stage.CountAsync("spring", "sent"));
    }

    private static async Task<CampaignStage> WatchedAsync(int contacts)
    {
        var stage = await CampaignStage.WithAsync(contacts);
        await stage.LaunchAsync("spring");
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { Audience = contacts }, default);
        return stage;
    }

    private static async Task<DateTimeOffset?> StuckAsync(CampaignStage stage) => await stage.Services.GetRequiredService<StuckCampaigns>().StuckSinceAsync(
        (await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!, await stage.CountsAsync("spring"), default);
}
