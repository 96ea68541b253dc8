using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class NonDeterminismTests
{
    private const string Type = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    [Fact]
    public async Task Another_activity_than_the_recorded_one_is_named()
    {
        var failure = await FailAfterChangeAsync(
            async context => await context.CallActivityAsync<int>("Old"),
            async context => await context.CallActivityAsync<int>("New"));

        Assert.Contains("activity 'Old' as task 0 at event 1, but the orchestrator asked for activity 'New' as task 0", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_task_than_the_recorded_one_is_named()
    {
        var failure = await FailAfterChangeAsync(
            async context => await context.CallActivityAsync<int>("Old"),
            async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return null;
            });

        Assert.Contains("asked for a timer as task 0", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_the_history_lacks_is_named()
    {
        var failure = await FailAfterChangeAsync(
            async context => await context.WaitForExternalEvent<int>("Go"),
            async context =>
            {
                await context.CallSubOrchestratorAsync("Extra");
                return null;
            });

        Assert.Contains("asked for sub-orchestration 'Extra' as task 0, but the history has nothing there", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_task_that_is_no_longer_asked_for_is_named()
    {
        var failure = await FailAfterChangeAsync(
            async context => await context.CallActivityAsync<int>("Old"),
            async context => await context.WaitForExternalEvent<int>("Go"));

        Assert.Contains("the history has activity 'Old' as task 0 at event 1, but the orchestrator asked for nothing there", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_that_ends_before_its_history_does_is_named()
    {
        var failure = await FailAfterChangeAsync(
            async context => await context.WaitForExternalEvent<int>("Go"),
            _ => Task.FromResult<object?>(1));

        Assert.Contains("it finished, but its history goes on", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Delay")]
    [InlineData("Run")]
    [InlineData("Never")]
    [InlineData("ConfigureAwait")]
    [InlineData("Foreign use")]
    public async Task Awaiting_anything_but_a_task_of_the_context_fails_the_instance(string how)
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Wrong", async context =>
            {
                switch (how)
                {
                    case "Delay":
                        await Task.Delay(1);
                        break;
                    case "Run":
                        await Task.Run(() => 1);
                        break;
                    case "Never":
                        await new TaskCompletionSource().Task;
                        break;
                    case "ConfigureAwait":
                        await context.CallActivityAsync("Nothing", 1).ConfigureAwait(false);
                        await context.CallActivityAsync("Nothing", 2);
                        break;
                    default:
                        _ = Task.Run(() => context.CallActivityAsync("Nothing", 1));
                        await context.WaitForExternalEvent<int>("Never");
                        break;
                }

                return null;
            })
            .Activity<int>("Nothing", _ => null));

        var done = await fixture.RunAsync("Wrong");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal(Type, done.FailureDetails!.ErrorType);
        Assert.Contains("something other than a task of its context", done.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_wait_beside_durable_ones_is_found_when_it_ends()
    {
        var foreign = new TaskCompletionSource();
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Mixed", async context =>
            {
                await Task.WhenAny(foreign.Task, context.WaitForExternalEvent<int>("Never"));
                return null;
            }));
        var id = await fixture.ScheduleAsync("Mixed");
        await fixture.IdleAsync();

        await Task.Run(foreign.SetResult);

        Assert.Equal(Type, (await fixture.CompletionAsync(id)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Yielding_and_continuing_stay_within_the_turn()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Fine", async context =>
            {
                await Task.Yield();
                var doubled = context.CallActivityAsync<int>("Same", 4).ContinueWith(t => t.Result * 2);
                return await doubled;
            })
            .Activity<int>("Same", n => n));

        Assert.Equal(8, (await fixture.RunAsync("Fine")).ReadOutputAs<int>());
    }

    // Runs the first turn with one orchestrator and the second with another, as a deployment in between would.
    private static async Task<string> FailAfterChangeAsync(
        Func<TaskOrchestrationContext, Task<object?>> before, Func<TaskOrchestrationContext, Task<object?>> after)
    {
        var changed = false;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Changing", context => changed ? after(context) : before(context))
            .Orchestrator("Extra", _ => Task.FromResult<object?>(null))
            .AsyncActivity("Old", async (_, _) =>
            {
                await release.Task;
                return 1;
            })
            .Activity<int>("New", n => n));
        var id = await fixture.ScheduleAsync("Changing");
        await fixture.Client.WaitForInstanceStartAsync(id);
        changed = true;
        release.SetResult();
        await fixture.Client.RaiseEventAsync(id, "Go", 1);

        var done = await fixture.CompletionAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal(Type, done.FailureDetails!.ErrorType);
        return done.FailureDetails.ErrorMessage;
    }
}
