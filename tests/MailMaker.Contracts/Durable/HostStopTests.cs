using MailMaker.Embedded.Functions.Durable;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

/// <summary>What becomes of activities that run when the host stops.</summary>
public sealed class HostStopTests
{
    [Fact]
    public async Task A_graceful_stop_lets_a_running_activity_finish_and_record_its_result()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"))
            .AsyncActivity("Slow", async (_, _) =>
            {
                runs++;
                entered.TrySetResult();
                await release.Task;
                return 8;
            }));
        var id = await fixture.ScheduleAsync("One");
        await entered.Task;

        var stopping = fixture.Engine.StopAsync(TimeSpan.FromMinutes(1));
        release.SetResult();
        await stopping;
        await fixture.CloseAsync();
        await fixture.OpenAsync();

        Assert.Equal(8, (await fixture.CompletionAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_activity_that_its_host_abandons_has_no_result_and_runs_again()
    {
        var runs = 0;
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Cut off"))
            .AsyncActivity("Cut off", (_, _) => ++runs == 1
                ? throw new ActivityAbandonedException(new OperationCanceledException())
                : Task.FromResult<object?>(runs)));
        var id = await fixture.ScheduleAsync("One");
        await fixture.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await fixture.GetAsync(id)).RuntimeStatus);

        await fixture.CloseAsync();
        await fixture.OpenAsync();

        Assert.Equal(2, (await fixture.CompletionAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_stop_abandons_what_does_not_finish_in_time_and_it_runs_again()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Stuck"))
            .AsyncActivity("Stuck", async (_, stopping) =>
            {
                if (++runs == 1)
                {
                    entered.SetResult();
                    await Task.Delay(Timeout.Infinite, stopping);
                }

                return runs;
            }));
        var id = await fixture.ScheduleAsync("One");
        await entered.Task;

        var stop = fixture.Engine.StopAsync(TimeSpan.FromSeconds(10));
        Assert.False(stop.IsCompleted);
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await stop.WaitAsync(TimeSpan.FromMinutes(3));
        await fixture.CloseAsync();
        await fixture.OpenAsync();

        Assert.Equal(2, (await fixture.CompletionAsync(id)).ReadOutputAs<int>());
    }
}
