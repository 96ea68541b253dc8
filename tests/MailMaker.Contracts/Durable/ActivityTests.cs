using MailMaker.Embedded.Durable.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class ActivityTests
{
    private sealed record Person(string Name, int Age);

    [Fact]
    public async Task An_orchestration_calls_activities_one_after_the_other_and_returns_their_results()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Chain", async context =>
            {
                var one = await context.CallActivityAsync<int>("Add", 1);
                return await context.CallActivityAsync<int>("Add", one + context.GetInput<int>());
            })
            .Activity<int>("Add", n => n + 10));

        var done = await fixture.RunAsync("Chain", 5);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(26, done.ReadOutputAs<int>());
        Assert.Equal(5, done.ReadInputAs<int>());
    }

    [Fact]
    public async Task Payloads_go_through_json_even_in_one_process()
    {
        var given = new Person("Ada", 36);
        object? received = null;
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Pass", async context => await context.CallActivityAsync<Person>("Keep", given))
            .Activity<Person>("Keep", person => received = person));

        var done = await fixture.RunAsync("Pass");

        Assert.Equal(given, received);
        Assert.NotSame(given, received);
        Assert.Equal("""{"Name":"Ada","Age":36}""", done.SerializedOutput);
    }

    [Fact]
    public async Task Property_names_are_read_in_any_case()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Read", context => Task.FromResult<object?>(context.GetInput<Person>()!.Name)));

        var done = await fixture.RunAsync("Read", new { name = "Ada", AGE = 36 });

        Assert.Equal("Ada", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Two_hundred_activities_fan_out_and_in_and_each_runs_once()
    {
        var runs = new int[200];
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Fan", async context =>
            {
                var tasks = Enumerable.Range(0, 200).Select(n => context.CallActivityAsync<int>("Square", n));
                return (await Task.WhenAll(tasks)).Sum();
            })
            .Activity<int>("Square", n =>
            {
                Interlocked.Increment(ref runs[n]);
                return n * n;
            }));

        var done = await fixture.RunAsync("Fan");

        Assert.Equal(Enumerable.Range(0, 200).Sum(n => n * n), done.ReadOutputAs<int>());
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task No_more_activities_run_at_a_time_than_allowed()
    {
        var running = 0;
        var most = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var fixture = await DurableFixture.StartAsync(
            e => e
                .Orchestrator("Fan", async context =>
                {
                    await Task.WhenAll(Enumerable.Range(0, 20).Select(n => context.CallActivityAsync("Wait", n)));
                    return null;
                })
                .AsyncActivity("Wait", async (_, _) =>
                {
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    if (now == 3)
                        full.TrySetResult();
                    await full.Task;
                    Interlocked.Decrement(ref running);
                    return null;
                }),
            new DurableOptions { MaxConcurrentActivities = 3 });

        var done = await fixture.RunAsync("Fan");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Options_passed_as_input_by_mistake_are_refused()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Wrong", async context => await context.CallActivityAsync<int>("Any", (object)new TaskOptions())));

        var done = await fixture.RunAsync("Wrong");

        Assert.Equal("System.ArgumentException", done.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task An_activity_that_does_not_exist_fails_once_whatever_the_retry_policy_says()
    {
        var policy = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(1)));
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Lost", async context =>
            {
                await context.CallActivityAsync("Nobody", policy);
                return null;
            }));

        var done = await fixture.RunAsync("Lost");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Contains("'Nobody'", done.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_does_not_fit_the_expected_type_fails_the_call()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Mismatch", async context => await context.CallActivityAsync<int>("Text"))
            .Activity<object>("Text", _ => "not a number"));

        var done = await fixture.RunAsync("Mismatch");

        Assert.Equal("System.Text.Json.JsonException", done.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task A_payload_over_one_mebibyte_is_refused_wherever_it_comes_from()
    {
        var tooLong = new string('x', 1024 * 1024);
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Big", async context => await context.CallActivityAsync<string>("Make"))
            .Activity<object>("Make", _ => tooLong));

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.ScheduleAsync("Big", tooLong));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.RaiseEventAsync("any", "E", tooLong));
        var done = await fixture.RunAsync("Big");

        Assert.Equal("System.ArgumentException", done.FailureDetails!.InnerFailure!.ErrorType);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
            // Another thread was faster.
        }
    }
}
