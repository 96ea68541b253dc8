using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task Children_run_and_return_their_results()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Parent", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 5).Select(n => context.CallSubOrchestratorAsync<int>("Child", n)))).Sum())
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Double", context.GetInput<int>()))
            .Activity<int>("Double", n => n * 2));

        Assert.Equal(30, (await fixture.RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_child_without_an_id_gets_the_next_guid_of_its_parent()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child"))
            .Orchestrator("Child", context => Task.FromResult<object?>(context.InstanceId)));

        var child = (await fixture.RunAsync("Parent")).ReadOutputAs<string>()!;

        Assert.Equal(5, Guid.ParseExact(child, "N").Version);
    }

    [Fact]
    public async Task A_failing_child_fails_the_call_with_its_own_failure()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child"))
            .Orchestrator("Child", _ => throw new TimeoutException("no")));

        var done = await fixture.RunAsync("Parent");

        Assert.Equal("Microsoft.DurableTask.TaskFailedException", done.FailureDetails!.ErrorType);
        Assert.Equal("System.TimeoutException", done.FailureDetails.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task A_terminated_child_fails_the_call()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", new TaskOptions().WithInstanceId("c")))
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<int>("Never")));
        var id = await fixture.ScheduleAsync("Parent");
        await fixture.IdleAsync();

        await fixture.Client.TerminateInstanceAsync("c", "enough");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await fixture.CompletionAsync(id)).RuntimeStatus);
        Assert.Equal("enough", (await fixture.GetAsync("c")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failing_child_is_tried_again_under_the_same_id()
    {
        var attempts = 0;
        var options = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1))).WithInstanceId("c");
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child", options))
            .Orchestrator("Child", context => ++attempts < 3 ? throw new TimeoutException() : Task.FromResult<object?>(context.InstanceId)));
        var id = await fixture.ScheduleAsync("Parent");

        await fixture.AdvanceAsync(TimeSpan.FromSeconds(1));
        await fixture.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("c", (await fixture.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_child_whose_id_is_taken_by_a_running_instance_fails_instead_of_hanging()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", new TaskOptions().WithInstanceId("taken")))
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<int>("Never")));
        await fixture.ScheduleAsync("Child", id: "taken");

        var done = await fixture.RunAsync("Parent");

        Assert.Contains("OrchestrationAlreadyExists", done.FailureDetails!.InnerFailure!.ErrorType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_that_continues_as_new_still_reports_to_its_parent_and_keeps_its_tags()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child", 0, new TaskOptions(null, new Dictionary<string, string> { ["list"] = "news" }).WithInstanceId("c")))
            .Orchestrator("Child", context =>
            {
                var n = context.GetInput<int>();
                if (n < 3)
                    context.ContinueAsNew(n + 1);
                return Task.FromResult<object?>(n);
            }));

        Assert.Equal(3, (await fixture.RunAsync("Parent")).ReadOutputAs<int>());
        Assert.Equal("news", (await fixture.GetAsync("c")).Tags["list"]);
    }
}
