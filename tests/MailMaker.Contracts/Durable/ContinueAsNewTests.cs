using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task A_hundred_runs_end_with_one_history_and_the_first_creation_time()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Loop", async context =>
            {
                var n = await context.CallActivityAsync<int>("Next", context.GetInput<int>());
                context.SetCustomStatus(n);
                if (n == 100)
                    return n;
                context.ContinueAsNew(n);
                return null;
            })
            .Activity<int>("Next", n => n + 1));
        var createdAt = fixture.Clock.GetUtcNow();
        var id = await fixture.ScheduleAsync("Loop", 0);

        var done = await fixture.CompletionAsync(id);

        Assert.Equal(100, done.ReadOutputAs<int>());
        Assert.Equal(100, done.ReadCustomStatusAs<int>());
        Assert.Equal(createdAt, done.CreatedAt);
        Assert.Equal(0, fixture.Count("history"));
    }

    [Fact]
    public async Task Events_that_nobody_waited_for_go_on_to_the_next_run_in_order()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Collect", async context =>
            {
                var numbers = context.GetInput<List<int>>() ?? [];
                numbers.Add(await context.WaitForExternalEvent<int>("N"));
                if (numbers.Count == 5)
                    return numbers;
                context.ContinueAsNew(numbers);
                return null;
            }));
        await fixture.Client.SuspendInstanceAsync(await fixture.ScheduleAsync("Collect", id: "c"));
        foreach (var n in Enumerable.Range(1, 5))
            await fixture.Client.RaiseEventAsync("c", "N", n);

        await fixture.Client.ResumeInstanceAsync("c");

        var done = await fixture.CompletionAsync("c");
        Assert.Equal([1, 2, 3, 4, 5], done.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task Events_are_dropped_when_the_orchestrator_says_so()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Forget", async context =>
            {
                if (context.GetInput<int>() == 1)
                    return await context.WaitForExternalEvent<string>("Old");
                await context.WaitForExternalEvent<string>("Go");
                context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                return null;
            }));
        var id = await fixture.ScheduleAsync("Forget");
        await fixture.Client.RaiseEventAsync(id, "Old", "early");
        await fixture.IdleAsync();
        await fixture.Client.RaiseEventAsync(id, "Go", "x");
        await fixture.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await fixture.GetAsync(id)).RuntimeStatus);
        await fixture.Client.RaiseEventAsync(id, "Old", "new");

        Assert.Equal("new", (await fixture.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_an_earlier_run_left_under_way_does_not_reach_the_next_one()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Restless", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    _ = context.CallActivityAsync<string>("Slow", "old");
                    _ = context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                    context.ContinueAsNew(1);
                    return null;
                }

                return await context.CallActivityAsync<string>("Fast", "new");
            })
            .AsyncActivity("Slow", async (call, _) =>
            {
                await release.Task;
                return call.Input;
            })
            .AsyncActivity("Fast", async (_, _) =>
            {
                release.SetResult();
                await Task.CompletedTask;
                return "new";
            }));

        var done = await fixture.RunAsync("Restless", 0);
        await fixture.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("new", done.ReadOutputAs<string>());
        Assert.Equal(0, fixture.Count("inbox"));
        Assert.Equal(0, fixture.Count("activities"));
    }
}
