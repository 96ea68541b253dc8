using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failed_activity_is_caught_with_its_details_and_not_with_its_own_exception()
    {
        TaskFailedException? caught = null;
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Fail", "x");
                }
                catch (TaskFailedException failed)
                {
                    caught = failed;
                }

                return "went on";
            })
            .Activity<string>("Fail", _ => throw new InvalidOperationException("outer", new TimeoutException("inner"))));

        var done = await fixture.RunAsync("Catch");

        Assert.Equal("went on", done.ReadOutputAs<string>());
        Assert.Equal("Fail", caught!.TaskName);
        Assert.Equal(0, caught.TaskId);
        Assert.Equal("System.InvalidOperationException", caught.FailureDetails.ErrorType);
        Assert.Equal("outer", caught.FailureDetails.ErrorMessage);
        Assert.True(caught.FailureDetails.IsCausedBy<InvalidOperationException>());
        Assert.True(caught.FailureDetails.IsCausedBy<SystemException>());
        Assert.False(caught.FailureDetails.IsCausedBy<TimeoutException>());
        Assert.Equal("System.TimeoutException", caught.FailureDetails.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task An_uncaught_failure_fails_the_orchestration_and_names_its_cause()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Fall", async context => await context.CallActivityAsync<int>("Fail", "x"))
            .Activity<string>("Fail", _ => throw new TimeoutException("too late")));

        var done = await fixture.RunAsync("Fall");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Null(done.SerializedOutput);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", done.FailureDetails!.ErrorType);
        Assert.Equal("System.TimeoutException", done.FailureDetails.InnerFailure!.ErrorType);
        Assert.Contains("too late", done.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_that_does_not_exist_fails_the_instance()
    {
        await using var fixture = await DurableFixture.StartAsync(_ => { });

        var done = await fixture.RunAsync("Nobody");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Contains("'Nobody'", done.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_instance_keeps_only_what_queries_show()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Work", async context =>
            {
                using var stop = new CancellationTokenSource();
                _ = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
                await Task.WhenAll(Enumerable.Range(0, 10).Select(n => context.CallActivityAsync<int>("Same", n)));
                return "done";
            })
            .Activity<int>("Same", n => n));

        await fixture.RunAsync("Work", "in");
        await fixture.IdleAsync();

        Assert.Equal(1, fixture.Count("instances"));
        foreach (var table in new[] { "history", "inbox", "activities", "timers" })
            Assert.Equal(0, fixture.Count(table));
    }
}
