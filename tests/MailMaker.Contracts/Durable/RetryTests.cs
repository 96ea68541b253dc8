using MailMaker.Embedded.Durable.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class RetryTests
{
    private static readonly TaskFailureDetails Any = new("System.TimeoutException", "late", null, null, null);

    [Fact]
    public async Task A_policy_tries_again_after_growing_intervals_of_durable_time()
    {
        var attempts = new List<DateTimeOffset>();
        var policy = TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromSeconds(10), 2));
        DurableFixture? fixture = null;
        await using var owned = fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Stubborn", async context => await context.CallActivityAsync<string>("Flaky", "x", policy))
            .Activity<string>("Flaky", _ =>
            {
                attempts.Add(fixture!.Clock.GetUtcNow());
                return attempts.Count == 4 ? "at last" : throw new TimeoutException();
            }));
        var id = await fixture.ScheduleAsync("Stubborn");

        foreach (var seconds in new[] { 10, 20, 40 })
        {
            await fixture.AdvanceAsync(TimeSpan.FromSeconds(seconds - 1));
            await fixture.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("at last", (await fixture.CompletionAsync(id)).ReadOutputAs<string>());
        Assert.Equal([10, 20, 40], attempts.Zip(attempts.Skip(1), (a, b) => (int)(b - a).TotalSeconds));
    }

    [Fact]
    public async Task A_policy_gives_up_after_its_attempts()
    {
        var attempts = 0;
        var policy = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1)));
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Hopeless", async context => await context.CallActivityAsync<string>("Fail", "x", policy))
            .Activity<string>("Fail", _ =>
            {
                attempts++;
                throw new TimeoutException();
            }));
        var id = await fixture.ScheduleAsync("Hopeless");

        for (var i = 0; i < 5; i++)
            await fixture.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await fixture.CompletionAsync(id)).RuntimeStatus);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_failure_that_the_policy_does_not_handle_is_not_tried_again()
    {
        var attempts = 0;
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1)) { HandleFailure = f => f.ErrorType == "System.TimeoutException" };
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Picky", async context => await context.CallActivityAsync<string>("Fail", "x", new TaskOptions(policy)))
            .Activity<string>("Fail", _ =>
            {
                attempts++;
                throw new FormatException();
            }));

        await fixture.RunAsync("Picky");

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task A_handler_decides_with_the_number_of_attempts_and_may_wait()
    {
        var seen = new List<int>();
        var options = TaskOptions.FromRetryHandler(async retry =>
        {
            if (!retry.OrchestrationContext.IsReplaying)
                seen.Add(retry.LastAttemptNumber);
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return retry.LastAttemptNumber < 2;
        });
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Asked", async context => await context.CallActivityAsync<string>("Fail", "x", options))
            .Activity<string>("Fail", _ => throw new TimeoutException()));
        var id = await fixture.ScheduleAsync("Asked");

        await fixture.AdvanceAsync(TimeSpan.FromMinutes(1));
        await fixture.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await fixture.CompletionAsync(id)).RuntimeStatus);
        Assert.Equal([1, 2], seen);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    public void An_interval_grows_by_the_coefficient_up_to_the_longest(int failures, int seconds)
    {
        var policy = new RetryPolicy(10, TimeSpan.FromSeconds(10), 3, TimeSpan.FromSeconds(60));

        Assert.Equal(TimeSpan.FromSeconds(seconds), Retrying.Delay(policy, failures, TimeSpan.Zero, Any));
    }

    [Fact]
    public void After_the_timeout_no_retry_is_scheduled()
    {
        var policy = new RetryPolicy(10, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromMinutes(1));

        Assert.NotNull(Retrying.Delay(policy, 1, TimeSpan.FromSeconds(59), Any));
        Assert.Null(Retrying.Delay(policy, 1, TimeSpan.FromSeconds(60), Any));
    }

    [Fact]
    public void The_longest_interval_is_an_hour_unless_said_otherwise()
    {
        Assert.Equal(TimeSpan.FromHours(1), Retrying.Delay(new RetryPolicy(100, TimeSpan.FromMinutes(1), 10), 50, TimeSpan.Zero, Any));
    }

    [Fact]
    public void A_policy_checks_its_ranges()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.FromSeconds(1), 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.FromSeconds(2), 1, TimeSpan.FromSeconds(1)));
    }
}
