using MailMaker.Core.Imports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Imports;

/// <summary>
/// Begins imports that were registered and whose orchestration is not there: the process died between the two, and the client, who got no answer, may never ask again. The
/// list's later imports would wait for them for ever. And reverts that are marked and of which no orchestration is there: one that was asked for while an earlier one was giving up.
/// </summary>
public sealed class TakeUpImports(ImportRecords records, ImportRegistry registry, TimeProvider clock)
{
    // Whoever registers one now begins it himself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>Every half minute.</summary>
    [Function(nameof(TakeUpImports))]
    public async Task RunAsync(
        [TimerTrigger("*/30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Grace;
        foreach (var import in await records.OpenAsync(cancellationToken))
        {
            if (import.State == ImportState.Reverting)
                await RevertImport.StartAsync(import.Key, orchestrations, cancellationToken);
            else if (import.RegisteredAt < before)
                await registry.BeginAsync(import, orchestrations, cancellationToken);
        }
    }
}
