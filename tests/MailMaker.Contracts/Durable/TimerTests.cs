using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_not_before()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Sleep", async context =>
            {
                var start = context.CurrentUtcDateTime;
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return context.CurrentUtcDateTime - start;
            }));
        var id = await fixture.ScheduleAsync("Sleep");

        await fixture.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await fixture.GetAsync(id)).RuntimeStatus);
        await fixture.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromHours(1), (await fixture.GetAsync(id)).ReadOutputAs<TimeSpan>());
    }

    [Fact]
    public async Task A_timer_of_a_year_survives_a_restart_and_fires_on_its_day()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Year", async context =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(365), CancellationToken.None);
                return "a year";
            }));
        var id = await fixture.ScheduleAsync("Year");
        await fixture.AdvanceAsync(TimeSpan.FromDays(100));

        await fixture.CloseAsync();
        fixture.Clock.Advance(TimeSpan.FromDays(264));
        await fixture.OpenAsync();
        await fixture.IdleAsync();
        Assert.False((await fixture.GetAsync(id)).IsCompleted);
        await fixture.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("a year", (await fixture.GetAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_timer_that_came_due_while_the_process_was_down_fires_at_the_start()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Sleep", async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return "late";
            }));
        var id = await fixture.ScheduleAsync("Sleep");
        await fixture.IdleAsync();

        await fixture.CloseAsync();
        fixture.Clock.Advance(TimeSpan.FromHours(5));
        await fixture.OpenAsync();

        Assert.Equal("late", (await fixture.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_cancelled_timer_throws_and_leaves_nothing_behind()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Race", async context =>
            {
                using var stop = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
                await context.CallActivityAsync("Quick", "x");
                Functions.Cancel(stop);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer);
                await context.WaitForExternalEvent<string>("Go");
                return "ok";
            })
            .Activity<string>("Quick", s => s));
        var id = await fixture.ScheduleAsync("Race");
        await fixture.IdleAsync();

        Assert.Equal(0, fixture.Count("timers"));
        await fixture.Client.RaiseEventAsync(id, "Go", "x");
        Assert.Equal("ok", (await fixture.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Time_never_goes_back_for_an_orchestration_whatever_the_wall_clock_does()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Clock", async context =>
            {
                var start = context.CurrentUtcDateTime;
                await context.WaitForExternalEvent<string>("Go");
                return context.CurrentUtcDateTime - start;
            }));
        var id = await fixture.ScheduleAsync("Clock");
        await fixture.IdleAsync();

        fixture.Clock.SetUtcNow(fixture.Clock.GetUtcNow().AddHours(-2));
        await fixture.Client.RaiseEventAsync(id, "Go", "x");

        Assert.Equal(TimeSpan.Zero, (await fixture.CompletionAsync(id)).ReadOutputAs<TimeSpan>());
    }
}
