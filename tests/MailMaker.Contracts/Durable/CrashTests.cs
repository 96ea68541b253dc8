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
        var process = new Process(int.MaxValue);
        var whole = await RunAsync(process);
        Assert.Equal("[5,10,5]", whole.Done.SerializedOutput);
        Assert.True(process.Writes > 10, $"only {process.Writes} commits to end at");

        for (var at = 1; at < process.Writes + 5; at++)
        {
            var run = await RunAsync(new Process(at));

            Assert.Equal(whole.Done.SerializedOutput, run.Done.SerializedOutput);
            Assert.Equal(whole.Done.SerializedCustomStatus, run.Done.SerializedCustomStatus);
            Assert.Equal(whole.Effects.Keys.Order(), run.Effects.Keys.Order());
            Assert.All(run.Effects.Values, times => Assert.InRange(times, 1, 2));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_process_that_ends_again_and_again_still_finishes(int commitsEachLife)
    {
        var effects = new ConcurrentDictionary<string, int>();
        await using var fixture = new DurableFixture(engine => Register(engine, effects));
        OrchestrationMetadata? found = null;
        var raised = false;
        for (var life = 0; life < 100 && found is not { IsCompleted: true }; life++)
        {
            var process = new Process(commitsEachLife + 1) { RaisedBefore = raised };
            await fixture.OpenAsync(engine => engine.Store.BeforeWrite = process.Write);
            if (found is null)
                await TryAsync(() => fixture.ScheduleAsync("All", 3, Id));
            await DriveAsync(fixture, process);
            found = await fixture.Client.GetInstanceAsync(Id, getInputsAndOutputs: true);
            raised |= process.Raised;
            process.End();
            await fixture.CloseAsync();
        }

        Assert.Equal(OrchestrationRuntimeStatus.Completed, found?.RuntimeStatus);
        Assert.Equal("[5,10,5]", found!.SerializedOutput);
    }

    private static async Task<(OrchestrationMetadata Done, ConcurrentDictionary<string, int> Effects)> RunAsync(Process process)
    {
        var effects = new ConcurrentDictionary<string, int>();
        await using var fixture = new DurableFixture(engine => Register(engine, effects));
        await fixture.OpenAsync(engine => engine.Store.BeforeWrite = process.Write);
        // Once the process has ended the request fails; a client then asks again, under the same id.
        await TryAsync(() => fixture.ScheduleAsync("All", 3, Id));
        await DriveAsync(fixture, process);
        await fixture.CrashAndOpenAsync();
        if (await fixture.Client.GetInstanceAsync(Id) is null)
            await fixture.ScheduleAsync("All", 3, Id);
        await DriveAsync(fixture, new Process(int.MaxValue));
        return (await fixture.CompletionAsync(Id), effects);
    }

    private static async Task DriveAsync(DurableFixture fixture, Process process)
    {
        await fixture.IdleAsync();
        // Asked until it is accepted once.
        if (!process.RaisedBefore)
            process.Raised = await TryAsync(() => fixture.Client.RaiseEventAsync(Id, "Go", 5));
        await fixture.IdleAsync();
        // A dead process has no time: only a live one sees the timer come due.
        for (var i = 0; i < 3 && !process.HasEnded; i++)
            await fixture.AdvanceAsync(TimeSpan.FromSeconds(1));
    }

    private static async Task<bool> TryAsync(Func<Task> request)
    {
        try
        {
            await request();
            return true;
        }
        catch (ProcessEndedException)
        {
            // As the answer of a dead process: there is none.
            return false;
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

    /// <summary>A process that ends before a certain one of its commits.</summary>
    private sealed class Process(int endsBefore)
    {
        public int Writes { get; private set; }

        public bool HasEnded { get; private set; }

        public bool RaisedBefore { get; init; }

        public bool Raised { get; set; }

        public void End() => HasEnded = true;

        public void Write()
        {
            HasEnded |= ++Writes >= endsBefore;
            if (HasEnded)
                throw new ProcessEndedException();
        }
    }

    private static int Effect(ConcurrentDictionary<string, int> effects, string what, int result)
    {
        effects.AddOrUpdate(what, 1, (_, times) => times + 1);
        return result;
    }
}
