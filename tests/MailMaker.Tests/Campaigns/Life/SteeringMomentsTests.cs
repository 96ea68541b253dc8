using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>Pause, resume and cancel at awkward moments: while a campaign is planned, after the process died, or when it is over.</summary>
public sealed class SteeringMomentsTests
{
    [Fact]
    public async Task What_is_released_by_a_pause_is_counted_by_no_cap()
    {
        await using var stage = await CampaignStage.WithAsync(20, new Core.Lists.FrequencyCap(1, Core.Lists.CapPeriod.Day));
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        stage.Channel.Before = async _ =>
        {
            // The pause comes while the first mail is on its way, and the lease runs out before the others are.
            await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c.State == CampaignState.Paused ? null : c with { State = CampaignState.Paused }, default);
            stage.Clock.Advance(SliceRun.Lease);
        };
        await stage.RunSliceAsync(slice);
        var reached = (await stage.CountsAsync("spring")).Sent;
        Assert.InRange(reached, 1, 8);

        stage.Channel.Before = _ => Task.CompletedTask;
        await stage.LaunchAsync("summer");
        await stage.WorkAsync();
        Assert.Equal(20 - reached, (await stage.CountsAsync("summer")).Sent);
    }

    [Fact]
    public async Task A_resume_that_died_before_anything_was_queued_is_taken_up_without_being_asked()
    {
        await using var stage = await LifeStage.WithAsync(300);
        await stage.DefineAsync("spring");
        var paused = new TaskCompletionSource();
        stage.Channel.Before = _ => paused.Task;
        await stage.DoAsync("spring", "launch");
        await stage.DoAsync("spring", "pause");
        paused.SetResult();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        var campaigns = stage.App.Services.GetRequiredService<CampaignStore>();

        // What a resume writes first; then the process dies.
        await campaigns.ChangeAsync("acme", "spring", c => c with { State = CampaignState.Sending, RequeueAt = DateTimeOffset.UtcNow }, default);
        await stage.RestartAsync();

        await stage.UntilAsync("spring", "completed");
        Assert.Equal(300, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
        Assert.Equal(300, await stage.CountAsync("spring", "sent"));
    }

    [Fact]
    public async Task A_campaign_paused_and_resumed_while_it_is_planned_reaches_everybody_once()
    {
        await using var stage = await LifeStage.WithAsync(1_000);
        await stage.DefineAsync("spring");

        await stage.DoAsync("spring", "launch");
        foreach (var verb in new[] { "pause", "resume", "pause", "resume" })
            await InTimeAsync(stage, verb);

        await stage.UntilAsync("spring", "completed");
        Assert.Equal((1_000, 1_000), (await stage.CountAsync("spring", "audience"), stage.Channel.Handed.Count));
    }

    [Fact]
    public async Task A_campaign_cancelled_while_it_is_planned_ends_with_everybody_accounted_for()
    {
        await using var stage = await LifeStage.WithAsync(1_000);
        await stage.DefineAsync("spring");

        await stage.DoAsync("spring", "launch");
        await InTimeAsync(stage, "cancel");

        await Eventually.HoldsAsync(async () => (await stage.StatusAsync("spring")).GetProperty("campaign").TryGetProperty("completedAt", out _));
        var counts = (await stage.StatusAsync("spring")).GetProperty("counts");
        Assert.Equal((0, 0), (counts.GetProperty("pending").GetInt32(), counts.GetProperty("deferred").GetInt32()));
        Assert.Equal(counts.GetProperty("sent").GetInt32(), stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task What_is_over_is_neither_held_nor_stopped_and_says_why()
    {
        await using var stage = await LifeStage.WithAsync(2);
        await stage.DefineAsync("spring");
        await stage.DoAsync("spring", "launch");
        await stage.UntilAsync("spring", "completed");

        foreach (var verb in new[] { "pause", "resume", "cancel", "launch", "unschedule", "replay" })
        {
            var (status, body) = await stage.CallAsync("spring", verb);
            Assert.Equal((verb, 409), (verb, status));
            Assert.Contains("completed", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_runs_is_held_or_is_over_is_not_changed()
    {
        await using var stage = await LifeStage.WithAsync(200);
        await stage.DefineAsync("spring");
        var goOn = new TaskCompletionSource();
        stage.Channel.Before = _ => goOn.Task;
        await stage.DoAsync("spring", "launch");

        await RefusedAsync();
        await stage.DoAsync("spring", "pause");
        await RefusedAsync();
        goOn.SetResult();
        await stage.DoAsync("spring", "resume");
        await stage.UntilAsync("spring", "completed");
        await RefusedAsync();

        async Task RefusedAsync()
        {
            var (status, body) = await stage.WriteAsync("spring", new { list = "news", template = "other" });
            Assert.Equal(400, status);
            Assert.Contains("can't be changed any more", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Equal("hello", (await stage.StatusAsync("spring")).GetProperty("campaign").GetProperty("template").GetString());
        }
    }

    // A thousand mails are out in no time: on a machine that stands still meanwhile they are before the verb comes.
    private static async Task InTimeAsync(LifeStage stage, string verb)
    {
        var (status, body) = await stage.CallAsync("spring", verb);
        Assert.True(status is 200 or 202 || (status == 409 && await stage.StateAsync("spring") == "completed"), $"{verb}: {status} {body}");
    }
}
