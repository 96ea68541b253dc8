using System.Globalization;
using MailMaker.Testing;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>Schedules, on a clock of the test's own: what is done before a moment comes has all the time of the world.</summary>
public sealed class ScheduleTests
{
    private readonly FakeClock clock = new();

    private DateTimeOffset Soon => clock.GetUtcNow().AddHours(1);

    [Fact]
    public async Task A_scheduled_campaign_goes_out_at_its_moment_and_not_before()
    {
        await using var stage = await StageAsync();
        var at = Soon;
        await stage.DefineAsync("spring", Body(at));

        Assert.Equal("scheduled", (await stage.DoAsync("spring", "launch")).GetProperty("state").GetString());
        clock.SetUtcNow(at.AddSeconds(-1));
        Assert.Equal("scheduled", await stage.StateAsync("spring"));
        Assert.Empty(stage.Channel.Handed);
        await stage.UntilAsync("spring", "completed");

        var status = (await stage.StatusAsync("spring")).GetProperty("campaign");
        Assert.InRange(status.GetProperty("launchedAt").GetDateTimeOffset(), at, at.AddMinutes(1));
        Assert.Equal(5, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task A_scheduled_campaign_outlives_a_restart_and_is_launched_once_however_often_it_is_asked_for()
    {
        await using var stage = await StageAsync();
        await stage.DefineAsync("spring", Body(Soon));
        await stage.DoAsync("spring", "launch");
        await stage.DoAsync("spring", "launch");
        await stage.RestartAsync();
        Assert.Equal(1, (await stage.DoAsync("spring", "launch")).GetProperty("launches").GetInt32());

        clock.Advance(TimeSpan.FromHours(1));
        await stage.UntilAsync("spring", "completed");

        Assert.Equal(5, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task A_moved_campaign_goes_out_at_its_new_moment_only()
    {
        await using var stage = await StageAsync();
        await stage.DefineAsync("spring", Body(Soon));
        await stage.DoAsync("spring", "launch");
        var later = Soon.AddHours(1);
        await stage.DoAsync("spring", "reschedule", new { schedule = new { at = Text(later) } });

        clock.SetUtcNow(later.AddSeconds(-1));
        Assert.Equal("scheduled", await stage.StateAsync("spring"));
        await stage.UntilAsync("spring", "completed");

        Assert.True((await stage.StatusAsync("spring")).GetProperty("campaign").GetProperty("launchedAt").GetDateTimeOffset() >= later);
        Assert.Equal(5, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task Far_ahead_it_can_be_brought_forward()
    {
        await using var stage = await StageAsync();
        await stage.DefineAsync("spring", Body(clock.GetUtcNow().AddDays(100)));
        await stage.DoAsync("spring", "launch");

        await stage.DoAsync("spring", "reschedule", new { schedule = new { at = Text(clock.GetUtcNow().AddSeconds(1)) } });

        await stage.UntilAsync("spring", "completed");
    }

    [Fact]
    public async Task Taken_back_it_can_be_changed_and_launched_again_and_cancelled_it_is_over()
    {
        await using var stage = await StageAsync();
        await stage.DefineAsync("spring", Body(Soon));
        await stage.DoAsync("spring", "launch");
        var (refused, why) = await stage.WriteAsync("spring", new { list = "news", template = "hello" });
        Assert.Equal(400, refused);
        Assert.Contains("unschedule", why.GetProperty("detail").GetString(), StringComparison.Ordinal);

        Assert.Equal("draft", (await stage.DoAsync("spring", "unschedule")).GetProperty("state").GetString());
        Assert.Equal("draft", (await stage.DoAsync("spring", "unschedule")).GetProperty("state").GetString());
        await stage.DefineAsync("spring", Body(Soon));
        await stage.DoAsync("spring", "launch");
        var cancelled = await stage.DoAsync("spring", "cancel");
        Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());

        // Another one that has the same moment goes out: so the moment of this one was there, and nothing came of it.
        await stage.DefineAsync("other", Body(Soon));
        await stage.DoAsync("other", "launch");
        clock.Advance(TimeSpan.FromHours(1));
        await stage.UntilAsync("other", "completed");

        Assert.Equal("cancelled", await stage.StateAsync("spring"));
        Assert.All(stage.Channel.Handed, h => Assert.Equal("other", h.Campaign));
    }

    [Fact]
    public async Task A_local_time_that_has_passed_everywhere_is_refused_and_one_that_came_for_some_begins()
    {
        await using var stage = await StageAsync();
        await stage.DefineAsync("spring", new { list = "news", template = "hello", schedule = new { localTime = "2020-01-01T09:00" } });
        var (status, body) = await stage.CallAsync("spring", "launch");
        Assert.Equal((400, "/schedule/localTime"), (status, body.GetProperty("errors")[0].GetProperty("pointer").GetString()));

        var passed = clock.GetUtcNow().AddMinutes(-5).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        await stage.DefineAsync("spring", new { list = "news", template = "hello", schedule = new { localTime = passed } });
        Assert.Equal("planning", (await stage.DoAsync("spring", "launch")).GetProperty("state").GetString());
        await stage.UntilAsync("spring", "completed");
    }

    private Task<LifeStage> StageAsync() => LifeStage.WithAsync(5, clock: clock);

    private static object Body(DateTimeOffset at) => new { list = "news", template = "hello", schedule = new { at = Text(at) } };

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
