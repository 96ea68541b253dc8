using MailMaker.Core.Consent;
using MailMaker.Core.Imports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace MailMaker.OptOutFiles;

/// <summary>The orchestration of an opt-out file: part by part, then the report. It counts rows, never people.</summary>
public static class TakeOptOutFile
{
    // Kinds of rejects beyond this many are told in the rejects file alone.
    private const int MostKinds = 50;

    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(8, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));

    /// <summary>Takes one file to its end.</summary>
    [Function(nameof(TakeOptOutFile))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var file = context.GetInput<OptOutFile>()!;
        var (counts, byReason, parts) = (new OptOutCounts(), new Dictionary<string, long>(), 0);
        var (state, reason) = (ImportState.Completed, "");
        try
        {
            for (var isLast = false; !isLast; parts++)
            {
                var taken = await context.CallActivityAsync<OptOutPartTaken>(nameof(OptOutFileActivities.TakeOptOutPart), new OptOutPart(file, counts.Rows), Retry);
                counts += taken.Counts;
                Add(byReason, taken.RejectedByReason);
                isLast = taken.IsLast;
                if (taken.Refusal.Length > 0)
                    (state, reason) = (ImportState.Refused, taken.Refusal);
            }
        }
        catch (TaskFailedException e)
        {
            (state, reason) = (ImportState.Failed, $"The service failed ({e.FailureDetails.ErrorType}). Send the file again: who left by it has left.");
        }

        await context.CallActivityAsync(
            nameof(OptOutFileActivities.FinishOptOutFile), new EndOfOptOutFile(file, state, reason.Length == 0 ? null : reason, counts, byReason, parts), Retry);
    }

    private static void Add(Dictionary<string, long> sum, IReadOnlyDictionary<string, long> part)
    {
        foreach (var (kind, count) in part)
        {
            var kept = sum.ContainsKey(kind) || sum.Count < MostKinds ? kind : "other";
            sum[kept] = sum.GetValueOrDefault(kept) + count;
        }
    }
}
