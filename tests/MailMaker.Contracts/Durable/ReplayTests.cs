using MailMaker.Embedded.Durable.Engine;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace MailMaker.Contracts.Durable;

public sealed class ReplayTests
{
    [Fact]
    public async Task Every_turn_runs_the_function_again_from_its_history()
    {
        var calls = 0;
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Three", async context =>
            {
                calls++;
                for (var i = 0; i < 3; i++)
                    await context.CallActivityAsync("Nothing", i);
                return null;
            })
            .Activity<int>("Nothing", _ => null));

        await fixture.RunAsync("Three");

        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task Ids_and_times_are_the_same_in_each_replay_and_differ_from_each_other()
    {
        var seen = new List<(Guid, Guid, DateTime)>();
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Stable", async context =>
            {
                seen.Add((context.NewGuid(), context.NewGuid(), context.CurrentUtcDateTime));
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return context.NewGuid();
            }));
        var id = await fixture.ScheduleAsync("Stable");
        await fixture.AdvanceAsync(TimeSpan.FromMinutes(1));
        await fixture.AdvanceAsync(TimeSpan.FromMinutes(1));
        var last = (await fixture.CompletionAsync(id)).ReadOutputAs<Guid>();

        Assert.Equal(3, seen.Count);
        Assert.Single(seen.Distinct());
        Assert.Equal(3, new[] { seen[0].Item1, seen[0].Item2, last }.Distinct().Count());
        Assert.Equal(5, seen[0].Item1.Version);
    }

    [Fact]
    public async Task A_replay_safe_logger_writes_each_line_once()
    {
        using var log = new LineLog("Test");
        await using var fixture = await DurableFixture.StartAsync(
            e => e
                .Orchestrator("Log", async context =>
                {
                    var logger = context.CreateReplaySafeLogger("Test");
                    logger.LogInformation("before");
                    await context.CallActivityAsync("Nothing", 1);
                    logger.LogInformation("between");
                    await context.CallActivityAsync("Nothing", 2);
                    logger.LogInformation("after");
                    return null;
                })
                .Activity<int>("Nothing", _ => null),
            new DurableOptions { Loggers = new LoggerFactory([log]) });

        await fixture.RunAsync("Log");

        Assert.Equal(["before", "between", "after"], log.Lines);
    }

    [Fact]
    public async Task The_custom_status_shows_after_the_turn_and_is_limited()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Status", async context =>
            {
                context.SetCustomStatus(new { step = 1 });
                await context.WaitForExternalEvent<string>("Go");
                context.SetCustomStatus(new string('x', 8 * 1024));
                return null;
            }));
        var id = await fixture.ScheduleAsync("Status");
        await fixture.IdleAsync();
        Assert.Equal("""{"step":1}""", (await fixture.GetAsync(id)).SerializedCustomStatus);

        await fixture.Client.RaiseEventAsync(id, "Go");

        Assert.Equal("System.ArgumentException", (await fixture.CompletionAsync(id)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task A_turn_that_blocks_its_thread_is_reported()
    {
        using var log = new LineLog("TurnRunner");
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        await using var fixture = await DurableFixture.StartAsync(
            e => e.Orchestrator("Block", _ =>
            {
                entered.Set();
                release.Wait();
                return Task.FromResult<object?>(1);
            }),
            new DurableOptions { Loggers = new LoggerFactory([log]) });
        var id = await fixture.ScheduleAsync("Block", id: "b");
        await Task.Run(entered.Wait);

        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        release.Set();
        await fixture.CompletionAsync(id);

        Assert.Equal(["A turn of Block, instance b, has run for a minute: does it block its thread?"], log.Lines);
    }

    [Fact]
    public async Task A_run_that_asks_for_tasks_without_end_fails()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Endless", context =>
            {
                while (true)
                    context.SendEvent("nobody", "E", 1);
            }));

        Assert.Contains("more than 100000 tasks", (await fixture.RunAsync("Endless")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_knows_its_name_id_and_parent()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Who", context => Task.FromResult<object?>($"{context.Name} {context.InstanceId} {context.Parent?.InstanceId}"))
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<string>("Who", new TaskOptions().WithInstanceId("child"))));

        Assert.Equal("Who alone ", (await fixture.RunAsync("Who", id: "alone")).ReadOutputAs<string>());
        Assert.Equal("Who child boss", (await fixture.RunAsync("Parent", id: "boss")).ReadOutputAs<string>());
    }

    private sealed class LineLog(string category) : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName.EndsWith(category, StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
                Lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
