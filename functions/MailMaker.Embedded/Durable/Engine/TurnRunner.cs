using System.Collections.Concurrent;
using MailMaker.Embedded.Durable.History;
using MailMaker.Embedded.Durable.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>Runs turns of orchestrator functions.</summary>
/// <param name="converter">For payloads.</param>
/// <param name="loggers">For the orchestrators' loggers.</param>
/// <param name="clock">The home's clock.</param>
/// <param name="wake">Asks for another turn of an instance.</param>
internal sealed class TurnRunner(DataConverter converter, ILoggerFactory loggers, TimeProvider clock, Action<long> wake)
{
    private static readonly TimeSpan SlowAfter = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<long, string> foreignAwaits = new();
    private readonly ILogger logger = loggers.CreateLogger<TurnRunner>();

    /// <summary>Makes a function known.</summary>
    public void Register(string name, Func<TaskOrchestrationContext, Task<object?>> run) => functions.Add(name, run);

    /// <summary>Whether a function is known.</summary>
    public bool Knows(string name) => functions.ContainsKey(name);

    /// <summary>Runs a turn.</summary>
    public TurnOutcome Run(TurnInput turn)
    {
        using var watch = clock.CreateTimer(_ => ReportSlow(turn), null, SlowAfter, Timeout.InfiniteTimeSpan);
        var outcome = OutcomeOf(turn);
        // The type alone: a message may hold personal data.
        if (outcome.Ending?.Failure is { } failure)
            logger.LogError("Orchestration {InstanceId} of {Orchestrator} failed: {ErrorType}.", turn.Id, turn.Name, failure.ErrorType);
        return outcome;
    }

    /// <summary>What ends an instance whose orchestrator went on outside its turns; null: it did not.</summary>
    public string? ForeignAwaitOf(long seq) => foreignAwaits.TryRemove(seq, out var message) ? message : null;

    private TurnOutcome OutcomeOf(TurnInput turn)
    {
        if (functions.TryGetValue(turn.Name, out var run))
            return new OrchestrationTurn(turn, run, converter, loggers, () => OnForeignAwait(turn)).Run();
        var missing = new TaskFailureDetails(FailureJson.MissingFunction, $"There is no orchestrator function '{turn.Name}'.", null, null, null);
        return new TurnOutcome(turn) { Ending = new Ending(OrchestrationRuntimeStatus.Failed, null, missing) };
    }

    // A turn takes milliseconds. One that blocks (Wait, Result, a lock) never ends, and nothing else would tell.
    private void ReportSlow(TurnInput turn) =>
        logger.LogError("A turn of {Orchestrator}, instance {InstanceId}, has run for a minute: does it block its thread?", turn.Name, turn.Id);

    // May come long after the turn; the next one ends the instance.
    private void OnForeignAwait(TurnInput turn)
    {
        foreignAwaits[turn.Seq] = OrchestrationTurn.ForeignAwait(turn.Name);
        wake(turn.Seq);
    }
}
