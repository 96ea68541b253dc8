using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>Launches that fail or are cut off. On a clock of the test's own, so that nothing that looks after campaigns every minute comes in between.</summary>
public sealed class LaunchFailureTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public async Task A_launch_without_its_template_says_so_and_can_be_made_again()
    {
        await using var stage = await LifeStage.WithAsync(2, clock: clock);
        await stage.DefineAsync("spring", new { list = "news", template = "nothing" });

        var (status, body) = await stage.CallAsync("spring", "launch");

        Assert.Equal((400, "/template"), (status, body.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal("draft", await stage.StateAsync("spring"));
        await stage.DefineAsync("spring");
        await stage.DoAsync("spring", "launch");
        await stage.UntilAsync("spring", "completed");
        Assert.Equal(2, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task A_list_that_is_deleted_in_the_moment_of_the_launch_fails_it_with_a_reason_and_its_place()
    {
        await using var stage = await LifeStage.WithAsync(2, clock: clock);
        await stage.DefineAsync("spring", new { list = "news", template = "hello", schedule = new { at = "2099-01-01T00:00Z" } });
        var definitions = stage.App.Services.GetRequiredService<DefinitionStore>();
        var launched = new Campaign
        {
            Account = "acme", Name = "lost", List = "gone", Lists = [new("gone", 4)], Template = "hello", State = CampaignState.Planning, LaunchedAt = clock.GetUtcNow(), Launches = 1,
        };
        await definitions.WriteAsync("acme", DefinitionKeys.Campaign("lost"), launched, null, default);

        await stage.DoAsync("lost", "launch");
        await stage.UntilAsync("lost", "failed");

        var campaign = (await stage.StatusAsync("lost")).GetProperty("campaign");
        Assert.Equal(("The list was deleted.", "/list"), (campaign.GetProperty("failure").GetString(), campaign.GetProperty("failurePointer").GetString()));
        Assert.Equal(400, (await stage.CallAsync("lost", "launch")).Status);
        await stage.App.PutAsync("/api/accounts/acme/lists/gone", new { title = "Back", buckets = 4, fields = new[] { new { name = "shoeSize" } } });
        await stage.DoAsync("lost", "launch");
        await stage.UntilAsync("lost", "completed");
    }

    [Fact]
    public async Task A_planning_that_fails_half_way_says_why_and_the_next_launch_goes_on_there_with_one_mail_each()
    {
        await using var stage = await LifeStage.WithAsync(200, clock: clock);
        // Scheduled, its content is fixed; then it is planned by hand, as another launch than the one that waits.
        await stage.DefineAsync("spring", new { list = "news", template = "hello", schedule = new { at = clock.GetUtcNow().AddDays(30).ToString("o") } });
        await stage.DoAsync("spring", "launch");
        await stage.App.Services.GetRequiredService<CampaignStore>().ChangeAsync(
            "acme", "spring", c => c with { State = CampaignState.Planning, StartsAt = null, LaunchedAt = clock.GetUtcNow(), Launches = 2 }, default);
        var activities = ActivatorUtilities.CreateInstance<CampaignActivities>(stage.App.Services);
        var run = new CampaignRun("acme", "spring", Buckets: 4, Launch: 2);
        await activities.PlanBuckets(new BucketsToPlan(run, 0, 2), default);

        Assert.True(await activities.FailCampaign(new CampaignFailure(run, nameof(TimeoutException)), default));
        var failed = await stage.StatusAsync("spring");
        Assert.Equal("failed", failed.GetProperty("campaign").GetProperty("state").GetString());
        Assert.Contains(nameof(TimeoutException), failed.GetProperty("campaign").GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.InRange(failed.GetProperty("counts").GetProperty("audience").GetInt32(), 1, 199);
        Assert.Equal(409, (await stage.CallAsync("spring", "replay")).Status);
        Assert.Equal(409, (await stage.CallAsync("spring", "resume")).Status);

        // Changed, but for its lists, and launched again.
        Assert.Equal(400, (await stage.WriteAsync("spring", new { list = "others", template = "hello" })).Status);
        await stage.DefineAsync("spring");
        var again = await stage.DoAsync("spring", "launch");
        Assert.Equal((3, false), (again.GetProperty("launches").GetInt32(), again.TryGetProperty("failure", out _)));
        await stage.UntilAsync("spring", "completed");
        Assert.Equal((200, 200), (await stage.CountAsync("spring", "audience"), await stage.CountAsync("spring", "sent")));
        Assert.Equal((200, 200), (stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
    }

    [Fact]
    public async Task A_failed_campaign_that_is_cancelled_accounts_for_everybody_it_had_planned_and_is_not_launched_again()
    {
        await using var stage = await LifeStage.WithAsync(200, clock: clock);
        var planned = await FailHalfPlannedAsync(stage);
        Assert.Equal(planned, await stage.CountAsync("spring", "pending"));

        Assert.Equal("cancelled", (await stage.DoAsync("spring", "cancel")).GetProperty("state").GetString());
        await stage.UntilAsync(async () => (await CampaignAsync(stage)).CompletedAt is not null);

        Assert.Equal((planned, 0), (await CancelledAsync(stage), await stage.CountAsync("spring", "pending")));
        var campaign = await CampaignAsync(stage);
        Assert.Equal((planned, null, null), (campaign.Audience, campaign.Failure, campaign.RequeueAt));
        var (status, refusal) = await stage.CallAsync("spring", "launch");
        Assert.Equal((409, "The campaign is cancelled: only a draft or a failed one can be launched."), (status, refusal.GetProperty("detail").GetString()));
        Assert.Equal(400, (await stage.WriteAsync("spring", new { list = "news", template = "hello" })).Status);
        // Twice is once.
        await stage.DoAsync("spring", "cancel");
        Assert.Equal((campaign.CompletedAt, planned), ((await CampaignAsync(stage)).CompletedAt, await CancelledAsync(stage)));
        Assert.Empty(stage.Channel.Handed);
    }

    [Fact]
    public async Task A_failed_campaign_that_was_edited_and_whose_list_is_gone_can_still_be_cancelled()
    {
        await using var stage = await LifeStage.WithAsync(200, clock: clock);
        var planned = await FailHalfPlannedAsync(stage);
        await stage.DefineAsync("spring");
        using var deleted = await stage.App.Http.DeleteAsync("/api/accounts/acme/lists/news");
        Assert.True(deleted.IsSuccessStatusCode, await deleted.Content.ReadAsStringAsync());
        await stage.UntilAsync(async () => (await stage.App.Http.GetAsync("/api/accounts/acme/lists/news")).StatusCode == System.Net.HttpStatusCode.NotFound);

        await stage.DoAsync("spring", "cancel");

        await stage.UntilAsync(async () => (await CampaignAsync(stage)).CompletedAt is not null);
        Assert.Equal((planned, planned), (await stage.CountAsync("spring", "audience"), await CancelledAsync(stage)));
    }

    [Fact]
    public async Task A_cancellation_of_a_failed_campaign_that_a_kill_cut_off_before_its_orchestration_began_is_taken_up()
    {
        await using var stage = await LifeStage.WithAsync(200, clock: clock);
        var planned = await FailHalfPlannedAsync(stage);
        await stage.App.Services.GetRequiredService<CampaignSteering>().ActAsync("acme", "spring", CampaignAction.Cancel, default);
        await stage.RestartAsync();

        await ActivatorUtilities.CreateInstance<TakeUpCampaigns>(stage.App.Services).RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), stage.Orchestrations, default);

        await stage.UntilAsync(async () => (await CampaignAsync(stage)).CompletedAt is not null);
        Assert.Equal(planned, await CancelledAsync(stage));
    }

    [Theory]
    [InlineData(CampaignState.Scheduled)]
    [InlineData(CampaignState.Planning)]
    public async Task A_launch_that_a_kill_cut_off_before_its_orchestration_began_is_taken_up(CampaignState state)
    {
        await using var stage = await LifeStage.WithAsync(2, clock: clock);
        // Its content is fixed; then it is left as a launch of its own that nothing runs.
        await stage.DefineAsync("spring", new { list = "news", template = "hello", schedule = new { at = clock.GetUtcNow().AddDays(30).ToString("o") } });
        await stage.DoAsync("spring", "launch");
        var ago = clock.GetUtcNow().AddMinutes(-1);
        await stage.App.Services.GetRequiredService<CampaignStore>().ChangeAsync(
            "acme", "spring",
            c => state == CampaignState.Scheduled ? c with { StartsAt = ago, Launches = 2 } : c with { State = state, StartsAt = null, LaunchedAt = ago, ExpiresAt = ago.AddDays(3), Launches = 2 },
            default);

        await ActivatorUtilities.CreateInstance<TakeUpCampaigns>(stage.App.Services).RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), stage.Orchestrations, default);

        await stage.UntilAsync("spring", "completed");
        Assert.Equal(2, stage.Channel.Handed.Count);
    }

    // Planned while it is scheduled, so that what comes to the workers finds nothing to do: everybody planned is pending. Returns how many they are.
    private async Task<int> FailHalfPlannedAsync(LifeStage stage)
    {
        await stage.DefineAsync("spring", new { list = "news", template = "hello", schedule = new { at = clock.GetUtcNow().AddDays(30).ToString("o") } });
        await stage.DoAsync("spring", "launch");
        var activities = ActivatorUtilities.CreateInstance<CampaignActivities>(stage.App.Services);
        var run = new CampaignRun("acme", "spring", Buckets: 4, Launch: 2);
        await activities.PlanBuckets(new BucketsToPlan(run, 0, 2), default);
        await stage.App.Services.GetRequiredService<CampaignStore>().ChangeAsync(
            "acme", "spring", c => c with { State = CampaignState.Failed, Failure = "x", StartsAt = null, LaunchedAt = clock.GetUtcNow(), Launches = 2 }, default);
        var planned = await stage.CountAsync("spring", "audience");
        Assert.InRange(planned, 1, 199);
        return planned;
    }

    private static async Task<Campaign> CampaignAsync(LifeStage stage) => (await stage.App.Services.GetRequiredService<CampaignStore>().FindAsync("acme", "spring", default))!;

    private static async Task<int> CancelledAsync(LifeStage stage) =>
        (await stage.StatusAsync("spring")).GetProperty("counts").GetProperty("droppedByReason").TryGetProperty("cancelled", out var cancelled) ? cancelled.GetInt32() : 0;
}
