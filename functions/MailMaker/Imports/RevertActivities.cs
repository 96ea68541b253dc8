using MailMaker.Core.Imports;
using MailMaker.Lists;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Imports;

/// <summary>The activities of <see cref="RevertImport"/>. Each can be run again after a crash at any point.</summary>
public sealed class RevertActivities(IListSource lists, ImportRecords records, BucketReverter reverter, RevertFinisher finisher)
{
    /// <summary>Asks whether it is the revert's turn in its list: a list has one import or revert at a time.</summary>
    [Function(nameof(TakeRevertTurn))]
    public async Task<RevertTurn> TakeRevertTurn([ActivityTrigger] ImportKey import, CancellationToken cancellationToken)
    {
        var list = await lists.ListAsync(import.Account, import.List, cancellationToken);
        var record = await records.ChangeAsync(
            import, r => r.State == ImportState.Reverting ? null : r.After(ImportStep.Revert), cancellationToken);
        if (list is null || record is not { State: ImportState.Reverting })
            return new RevertTurn(true, false, 0);
        return new RevertTurn(false, await records.TakeTurnAsync(record, cancellationToken), list.Buckets);
    }

    /// <summary>Reverts some buckets.</summary>
    [Function(nameof(RevertBuckets))]
    public async Task RevertBuckets([ActivityTrigger] BucketsOfImport input, CancellationToken cancellationToken)
    {
        var list = await lists.ListAsync(input.Import.Account, input.Import.List, cancellationToken);
        var record = await records.FindAsync(input.Import, cancellationToken);
        for (var bucket = input.First; list is not null && record is not null && bucket < input.First + input.Count; bucket++)
            await reverter.RevertAsync(list, record, bucket, cancellationToken);
    }

    /// <summary>Ends the revert.</summary>
    [Function(nameof(FinishRevert))]
    public Task FinishRevert([ActivityTrigger] ImportKey import, CancellationToken cancellationToken) => finisher.FinishAsync(import, cancellationToken);

    /// <summary>Notes that the service gave up.</summary>
    [Function(nameof(FailRevert))]
    public Task FailRevert([ActivityTrigger] EndOfImport end, CancellationToken cancellationToken) =>
        finisher.FailAsync(end.Import, end.Reason ?? "", cancellationToken);
}
