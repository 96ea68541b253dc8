using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Functions.Timer;
using MailMaker.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Contracts.Functions;

public sealed class TimerTriggerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 30, TimeSpan.Zero));
    private readonly Record record = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_runs_when_the_schedule_says_and_is_told_where_it_stands()
    {
        await using var host = await StartAsync(typeof(EveryMinute));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("09:01 late=False next=09:02", await record.NextAsync());
        await WaitingAsync(host);
        clock.Advance(TimeSpan.FromSeconds(59));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("09:02 late=False next=09:03", await record.NextAsync());
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_caught_up_once()
    {
        await using (await StartAsync(typeof(EveryMinute)))
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await record.NextAsync();
        }

        clock.Advance(TimeSpan.FromMinutes(10));
        await using var host = await StartAsync(typeof(EveryMinute));
        Assert.Equal("09:11 late=True next=09:12", await record.NextAsync());
        await WaitingAsync(host);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("09:12 late=False next=09:13", await record.NextAsync());
        Assert.Equal(3, record.All.Count);
    }

    [Fact]
    public async Task Without_the_monitor_a_missed_run_stays_missed()
    {
        await using (await StartAsync(typeof(Unmonitored)))
            clock.Advance(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromMinutes(10));
        await using var host = await StartAsync(typeof(Unmonitored));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("no status", await record.NextAsync());
        Assert.Single(record.All);
    }

    [Fact]
    public async Task A_run_that_throws_does_not_end_the_schedule()
    {
        record.OnEntry = _ => throw new InvalidOperationException();
        await using var host = await StartAsync(typeof(EveryMinute));
        clock.Advance(TimeSpan.FromSeconds(30));
        await record.NextAsync();
        await WaitingAsync(host);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("09:02 late=False next=09:03", await record.NextAsync());
    }

    [Fact]
    public async Task It_runs_at_the_start_when_told_to()
    {
        await using var host = await StartAsync(typeof(AtStart));
        Assert.Equal("started", await record.NextAsync());
    }

    [Fact]
    public async Task A_run_that_the_stop_cancels_is_caught_up()
    {
        var running = new TaskCompletionSource<CancellationToken>();
        record.OnToken = async token =>
        {
            running.TrySetResult(token);
            await Task.Delay(Timeout.Infinite, token);
        };
        await using (await StartAsync(typeof(EveryMinute)))
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await running.Task;
        }

        record.OnToken = _ => Task.CompletedTask;
        await using var host = await StartAsync(typeof(EveryMinute));
        await record.NextAsync();
        Assert.Equal("09:01 late=True next=09:02", await record.NextAsync());
    }

    /// <summary>Until the run has ended and the next one is planned.</summary>
    private async Task WaitingAsync(TestHost host)
    {
        var store = new ScheduleStore(HostState.Of(host.Service<HomeOwner>().Home));
        while (store.Find("EveryMinute")?.Last != clock.GetUtcNow().UtcDateTime)
            await Task.Yield();
    }

    private Task<TestHost> StartAsync(Type functions) =>
        TestHost.StartAsync(folder.Path, clock, [functions], builder => builder.Services.AddSingleton(record));

    public sealed class EveryMinute(Record record, TimeProvider clock)
    {
        [Function("EveryMinute")]
        public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            await record.AddAsync($"{clock.GetUtcNow():HH:mm} late={timer.IsPastDue} next={timer.ScheduleStatus!.Next:HH:mm}");
            await record.OnToken(cancellationToken);
        }
    }

    public sealed class Unmonitored(Record record)
    {
        [Function("Unmonitored")]
        public Task Run([TimerTrigger("0 * * * * *", UseMonitor = false)] TimerInfo timer) =>
            record.AddAsync(timer.ScheduleStatus is null ? "no status" : "status");
    }

    public sealed class AtStart(Record record)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => record.AddAsync("started");
    }
}
