using DurableTask.Core.Exceptions;
using MailMaker.Embedded.Durable.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class SteeringTests
{
    private static void Functions(DurableEngine engine) => engine
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Go"))
        .Orchestrator("Quick", context => Task.FromResult<object?>(context.GetInput<int>()))
        .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Wait", new TaskOptions().WithInstanceId(context.InstanceId + "-child")));

    [Fact]
    public async Task A_suspended_instance_keeps_what_arrives_and_takes_it_when_resumed()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        var id = await fixture.ScheduleAsync("Wait");
        await fixture.IdleAsync();
        await fixture.Client.SuspendInstanceAsync(id, "pause");
        await fixture.Client.RaiseEventAsync(id, "Go", 3);
        await fixture.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await fixture.GetAsync(id)).RuntimeStatus);

        await fixture.Client.ResumeInstanceAsync(id);

        Assert.Equal(3, (await fixture.CompletionAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Suspension_survives_a_restart()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        var id = await fixture.ScheduleAsync("Wait");
        await fixture.IdleAsync();
        await fixture.Client.SuspendInstanceAsync(id);
        await fixture.Client.RaiseEventAsync(id, "Go", 3);

        await fixture.CrashAndOpenAsync();
        await fixture.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await fixture.GetAsync(id)).RuntimeStatus);
        await fixture.Client.ResumeInstanceAsync(id);
        Assert.Equal(3, (await fixture.CompletionAsync(id)).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    public async Task Termination_ends_children_only_when_asked(bool recursive, OrchestrationRuntimeStatus child)
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        var id = await fixture.ScheduleAsync("Parent", id: "p");
        await fixture.IdleAsync();

        await fixture.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("why", recursive));

        var done = await fixture.CompletionAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, done.RuntimeStatus);
        Assert.Equal("why", done.ReadOutputAs<string>());
        Assert.Equal(child, (await fixture.GetAsync("p-child")).RuntimeStatus);
    }

    [Fact]
    public async Task A_finished_instance_is_not_changed_by_steering()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        var id = (await fixture.RunAsync("Quick", 4)).InstanceId;

        await fixture.Client.SuspendInstanceAsync(id);
        await fixture.Client.ResumeInstanceAsync(id);
        await fixture.Client.TerminateInstanceAsync(id, "late");
        await fixture.Client.TerminateInstanceAsync("nobody", "late");

        var done = await fixture.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(4, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_running_id_is_refused_and_a_finished_one_replaced()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        await fixture.ScheduleAsync("Wait", id: "x");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => fixture.ScheduleAsync("Quick", 1, "x"));

        await fixture.Client.RaiseEventAsync("x", "Go", 1);
        await fixture.CompletionAsync("x");

        Assert.Equal(2, (await fixture.RunAsync("Quick", 2, "x")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Dedupe_statuses_replace_the_rule()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        await fixture.ScheduleAsync("Wait", id: "x");
        var replaceAll = new StartOrchestrationOptions("x").WithDedupeStatuses();
        await fixture.Client.ScheduleNewOrchestrationInstanceAsync("Quick", 5, replaceAll);
        Assert.Equal(5, (await fixture.CompletionAsync("x")).ReadOutputAs<int>());

        var keepFinished = new StartOrchestrationOptions("x").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => fixture.Client.ScheduleNewOrchestrationInstanceAsync("Quick", 6, keepFinished));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.ScheduleNewOrchestrationInstanceAsync(
            "Quick", 6, new StartOrchestrationOptions("x") { DedupeStatuses = ["Sleeping"] }));
    }

    [Fact]
    public async Task Of_many_starts_with_one_id_exactly_one_wins()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async n =>
        {
            try
            {
                await fixture.ScheduleAsync("Wait", n, "one");
                return true;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return false;
            }
        }));

        Assert.Single(results, won => won);
    }

    [Theory]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    [InlineData("목록")]
    public async Task An_id_that_the_service_would_refuse_is_refused(string id)
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.ScheduleAsync("Quick", 1, id));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.ScheduleAsync("Quick", 1, new string('x', 101)));
    }

    [Fact]
    public async Task A_start_time_is_kept_across_a_restart()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        var options = new StartOrchestrationOptions("later", fixture.Clock.GetUtcNow().AddHours(2));
        await fixture.Client.ScheduleNewOrchestrationInstanceAsync("Quick", 9, options);
        await fixture.AdvanceAsync(TimeSpan.FromHours(1));
        await fixture.CrashAndOpenAsync();
        await fixture.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await fixture.GetAsync("later")).RuntimeStatus);

        await fixture.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(9, (await fixture.GetAsync("later")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Waiting_for_the_start_ends_with_the_first_turn()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        var waiting = fixture.Client.WaitForInstanceStartAsync("soon");
        Assert.False(waiting.IsCompleted);

        await fixture.ScheduleAsync("Wait", id: "soon");

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await waiting.WaitAsync(TimeSpan.FromMinutes(3))).RuntimeStatus);
    }

    [Fact]
    public async Task A_cancelled_wait_ends()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        using var stop = new CancellationTokenSource();
        var waiting = fixture.Client.WaitForInstanceCompletionAsync("never", stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Restart_runs_again_with_the_same_input()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        await fixture.RunAsync("Quick", 7, "q");

        var other = await fixture.Client.RestartAsync("q", restartWithNewInstanceId: true);

        Assert.Equal(7, (await fixture.CompletionAsync(other)).ReadOutputAs<int>());
        Assert.Equal("q", await fixture.Client.RestartAsync("q"));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.RestartAsync("nobody"));
        await fixture.ScheduleAsync("Wait", id: "w");
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Client.RestartAsync("w"));
    }
}
