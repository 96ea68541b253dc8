using System.Diagnostics;
using Xunit.Abstractions;

namespace MailMaker.Contracts.Durable;

[Collection(nameof(MeasuredAlone))]
public sealed class ThroughputTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_fan_out_of_a_thousand_activities_completes()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Fan", async context =>
            {
                var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => context.CallActivityAsync<int>("Same", n)));
                return results.Sum();
            })
            .Activity<int>("Same", n => n));
        await fixture.RunAsync("Fan");

        var started = Stopwatch.GetTimestamp();
        var done = await fixture.RunAsync("Fan");

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine($"fan-out of 1,000 activities: {1000 / seconds:N0} activities/s");
        Assert.Equal(499500, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Five_thousand_waiting_instances_are_rows_and_not_memory()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Go")));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => fixture.ScheduleAsync("Wait", n, $"warm{n}")));
        await fixture.IdleAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 5000).Select(n => fixture.ScheduleAsync("Wait", new string('x', 2000), $"w{n}")));
        await fixture.IdleAsync();

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"5,000 starts: {5000 / Stopwatch.GetElapsedTime(started).TotalSeconds:N0}/s, {grown / 1024:N0} KB more memory");
        Assert.True(grown < 5_000_000, $"{grown} bytes more");
        Assert.Equal(5100, fixture.Count("instances"));
    }
}
