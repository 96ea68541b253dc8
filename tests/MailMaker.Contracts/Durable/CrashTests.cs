using System.Collections.Concurrent;
using MailMaker.Embedded.Durable.Engine;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

/// <summary>Ends the engine before each of its commits in turn and opens it again: the result must be that of an uninterrupted run.</summary>
public sealed class CrashTests
{
    private const string Id = "all";

    [Fact]
    public async Task Wherever_the_process_ends_the_result_is_that_of_an_uninterrupted_run()
    {
        var writes = 0;
        var whole = await RunAsync(() => writes++);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, whole.Done.RuntimeStatus);
        Assert.True(writes > 10, $"only {writes} commits to end at");

        for (var at = 1; at < writes + 5; at++)
        {
            var count = 0;
            var crash = at;
            var run = await RunAsync(() =>
            {
                if (++count >= crash)
                    throw new ProcessEndedException();
            });

            Assert.Equal(whole.Done.SerializedOutput, run.Done.SerializedOutput);
            Assert.Equal(whole.Done.SerializedCustomStatus, run.Done.SerializedCustomStatus);
            Assert.Equal(whole.Effects.Keys.Order(), run.Effects.Keys.Order());
            Assert.All(run.Effects.Values, times => Assert.InRange(times, 1, 2));
        }
    }

    private static async Task<(OrchestrationMetadata Done, ConcurrentDictionary<string, int> Effects)> RunAsync(Action beforeWrite)
    {
        var effects = new ConcurrentDictionary<string, int>();
        await using var fixture = new DurableFixture(engine => Register(engine, effects));
        await fixture.OpenAsync(engine => engine.Store.BeforeWrite = beforeWrite);
        // Until the process has ended the request may fail; a client then asks again, under the same id.
        await TryAsync(() => fixture.ScheduleAsync("All", 3, Id));
        await DriveAsync(fixture);
        await fixture.CrashAndOpenAsync();
        if (await fixture.Client.GetInstanceAsync(Id) is null)
            await fixture.ScheduleAsync("All", 3, Id);
        await DriveAsync(fixture);
        return (await fixture.CompletionAsync(Id), effects);
    }

    private static async Task DriveAsync(DurableFixture fixture)
    {
        await fixture.IdleAsync();
        await TryAsync(() => fixture.Client.RaiseEventAsync(Id, "Go", 5));
        for (var i = 0; i < 6; i++)
        {
            await fixture.IdleAsync();
            // Two seconds: past the timers, not as far as the engine's own retry of a failed write.
            fixture.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        await fixture.IdleAsync();
    }

    private static async Task TryAsync(Func<Task> request)
    {
        try
        {
            await request();
        }
        catch (ProcessEndedException)
        {
            // Lost, as the answer of a dead process is.
        }
    }

    private static void Register(DurableEngine engine, ConcurrentDictionary<string, int> effects) => engine
        .Orchestrator("All", async context =>
        {
            var width = context.GetInput<int>();
            context.SetCustomStatus("fanning out");
            var squares = await Task.WhenAll(Enumerable.Range(0, width).Select(n => context.CallActivityAsync<int>("Square", n)));
            var child = await context.CallSubOrchestratorAsync<int>("Child", squares.Sum());
            var go = await context.WaitForExternalEvent<int>("Go");
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            context.SetCustomStatus("done");
            return new[] { squares.Sum(), child, go };
        })
        .Orchestrator("Child", async context =>
        {
            var n = context.GetInput<int>();
            var next = await context.CallActivityAsync<int>("Next", n);
            if (next % 5 == 0)
                return next;
            context.ContinueAsNew(next);
            return null;
        })
        .Activity<int>("Square", n => Effect(effects, $"square {n}", n * n))
        .Activity<int>("Next", n => Effect(effects, $"next {n}", n + 1));

    private static int Effect(ConcurrentDictionary<string, int> effects, string what, int result)
    {
        effects.AddOrUpdate(what, 1, (_, times) => times + 1);
        return result;
    }
}
