using MailMaker.Embedded.Durable.History;
using MailMaker.Embedded.Durable.Replay;
using MailMaker.Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>Runs orchestrations and their activities from a history in <c>durable.db</c> of the home folder. Thread-safe.</summary>
/// <remarks>
/// Nothing is held in memory but what is queued: an instance that waits is rows in the database. Each turn, each activity's result and
/// each client's request is one transaction; what it sets in motion is started once it is on disk, and found again at the next start.
/// </remarks>
internal sealed class DurableEngine : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource abandoned = new();
    private readonly Idleness idleness = new();
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly TurnRunner turnRunner;
    private readonly ActivityRunner activityRunner;
    private readonly WorkQueue turns;
    private readonly WorkQueue activities;
    private readonly WorkQueue timerFirings;
    private readonly DurableTimers timers;
    private bool started;
    private Task? stopped;

    /// <summary>An engine over a home's folder; nothing runs before <see cref="StartAsync"/>.</summary>
    public DurableEngine(EmbeddedHome home, DurableOptions options)
    {
        clock = home.Clock;
        logger = options.Loggers.CreateLogger<DurableEngine>();
        var converter = new JsonConverter(options.Json);
        Store = new DurableStore(home.Path, clock, home.Fronts.BeforeStep("durable.db"));
        turns = new WorkQueue(options.MaxConcurrentOrchestrators, seq => GuardedAsync(turns!, seq, TurnAsync), idleness);
        activities = new WorkQueue(options.MaxConcurrentActivities, seq => GuardedAsync(activities!, seq, ActivityAsync), idleness);
        timerFirings = new WorkQueue(1, item => GuardedAsync(timerFirings!, item, _ => FireTimersAsync()), idleness);
        timers = new DurableTimers(clock, () => timerFirings.Add(0));
        turnRunner = new TurnRunner(converter, options.Loggers, clock, turns.Add);
        activityRunner = new ActivityRunner(converter, options.Json, logger);
        Client = new EmbeddedDurableTaskClient(this, converter, options.HubName);
    }

    /// <summary>Starts, watches and steers orchestrations; usable before <see cref="StartAsync"/>.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>The database.</summary>
    internal DurableStore Store { get; }

    /// <summary>For clients that wait.</summary>
    internal InstanceWaiters Waiters { get; } = new();

    /// <summary>
    /// Makes an orchestrator function known; before <see cref="StartAsync"/>. <paramref name="run"/> is called at every turn, on the
    /// turn's own thread and scheduler: on the way to the function nothing may use <c>ConfigureAwait(false)</c> or wait for anything else.
    /// </summary>
    public void RegisterOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run) => turnRunner.Register(name, run);

    /// <summary>
    /// Makes an activity function known; before <see cref="StartAsync"/>. What it returns is recorded as JSON, what it throws as a
    /// failure. Its token is cancelled when the engine gives up waiting for it; it then runs again at the next start.
    /// </summary>
    public void RegisterActivity(string name, Func<ActivityCall, CancellationToken, Task<object?>> run) =>
        activityRunner.Register(name, run);

    /// <summary>Whether there is an orchestrator function of this name.</summary>
    public bool HasOrchestrator(string name) => turnRunner.Knows(name);

    /// <summary>Goes on with everything that has not finished.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (started)
            return Task.CompletedTask;
        started = true;
        foreach (var seq in Store.Read(Recovery.Instances))
            turns.Add(seq);
        foreach (var seq in Store.Read(ActivityRows.All))
            activities.Add(seq);
        timerFirings.Add(0);
        turns.Start();
        activities.Start();
        timerFirings.Start();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Starts no further work, lets what runs finish, and after <paramref name="within"/> (by the home's clock) cancels and abandons the
    /// rest: abandoned activities run again at the next start.
    /// </summary>
    public Task StopAsync(TimeSpan within) => stopped ??= StopOnceAsync(within);

    /// <summary>Completes when nothing is queued or running: every instance waits for time or for the world.</summary>
    public Task WhenIdleAsync() => idleness.WhenIdleAsync();

    /// <summary>Stops at once and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        await Store.DisposeAsync();
        abandoned.Dispose();
    }

    /// <summary>Runs a write and then what it sets in motion.</summary>
    internal async Task<T> WriteAsync<T>(Func<SqliteSession, Effects, T> work, CancellationToken cancellationToken = default)
    {
        var effects = new Effects();
        var result = await Store.WriteAsync(work, effects, cancellationToken);
        foreach (var seq in effects.Wake)
            turns.Add(seq);
        foreach (var seq in effects.Activities)
            activities.Add(seq);
        if (effects.EarliestTimer != long.MaxValue)
            timers.Set(effects.EarliestTimer);
        foreach (var id in effects.Changed)
            Waiters.Notify(id);
        return result;
    }

    private async Task StopOnceAsync(TimeSpan within)
    {
        timers.Dispose();
        var running = Task.WhenAll(turns.StopAsync(), activities.StopAsync(), timerFirings.StopAsync());
        try
        {
            await running.WaitAsync(within, clock);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("Durable work was abandoned at the stop; it runs again at the next start.");
            await abandoned.CancelAsync();
        }
    }

    private async Task TurnAsync(long seq)
    {
        var foreign = turnRunner.ForeignAwaitOf(seq);
        if (foreign is not null)
            await WriteAsync((session, effects) => InstanceWriter.FailNonDeterministic(session, seq, foreign, Store.Now, effects));
        if (Store.Read(session => TurnReader.Read(session, seq, Store.Now)) is not { } turn)
            return;
        var outcome = turnRunner.Run(turn);
        await WriteAsync((session, effects) => TurnWriter.Write(session, outcome, Store.Now, effects));
    }

    private async Task ActivityAsync(long seq)
    {
        if (Store.Read(session => ActivityRows.Read(session, seq)) is not { } activity)
            return;
        if (await activityRunner.RunAsync(activity, () => stopped is not null, abandoned.Token) is { } result)
            await WriteAsync((session, effects) => ActivityRows.Complete(session, activity, result, effects));
    }

    private async Task FireTimersAsync()
    {
        while (Store.Read(TimerRows.Next) is { } next)
        {
            if (next > Store.Now.Ticks)
            {
                timers.Set(next);
                return;
            }

            await WriteAsync((session, effects) => TimerRows.Fire(session, Store.Now, effects));
        }
    }

    // A fault of the store, not of a function: nothing was recorded, so the same work is tried again in a while.
    private async Task GuardedAsync(WorkQueue queue, long item, Func<long, Task> work)
    {
        try
        {
            await work(item);
        }
        catch (Exception) when (stopped is not null)
        {
            // Abandoned: found again at the next start.
        }
        catch (StoreFailedException e)
        {
            logger.LogCritical(e, "The durable store takes no more writes; no orchestration goes on until the restart.");
        }
        catch (Exception e)
        {
            logger.LogError("Durable work could not be recorded ({ErrorType}) and is tried again.", e.GetType());
            _ = AgainAsync(queue, item);
        }
    }

    private async Task AgainAsync(WorkQueue queue, long item)
    {
        await Task.Delay(RetryAfter, clock);
        queue.Add(item);
    }
}
