using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Lists;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Imports;

/// <summary>The activities of <see cref="ImportFile"/>. Each can be run again after a crash at any point; they pass ids and counts, never contacts.</summary>
public sealed class ImportActivities(
    IListSource lists, ImportRecords records, ImportBlobs blobs, ImportStager stager, BucketApplier applier, BucketPreviewer previewer,
    BucketRemover remover, ImportFinisher finisher, TimeProvider clock)
{
    /// <summary>Asks whether it is the import's turn in its list.</summary>
    /// <returns>Null when it was cancelled before; else whether it may begin.</returns>
    [Function(nameof(TakeImportTurn))]
    public async Task<bool?> TakeImportTurn([ActivityTrigger] ImportKey import, CancellationToken cancellationToken)
    {
        var record = await records.ChangeAsync(import, r => r.State == ImportState.Registered ? r.After(ImportStep.Wait) : null, cancellationToken);
        return record is not { IsOpen: true } ? null : await records.TakeTurnAsync(record, cancellationToken);
    }

    /// <summary>Reads the file into spools; a file that can't be imported ends here, with its report.</summary>
    [Function(nameof(StageImport))]
    public async Task<StagedImport> StageImport([ActivityTrigger] ImportKey import, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var record = await records.ChangeAsync(
            import, r => r.After(ImportStep.Stage) is { } next ? next with { StartedAt = r.StartedAt ?? now } : null, cancellationToken);
        var list = await lists.ListAsync(import.Account, import.List, cancellationToken);
        if (record is not { IsOpen: true })
            return new StagedImport(true, default, 0);
        var refusal = await stager.StageAsync(record, cancellationToken);
        if (refusal.Length > 0)
        {
            await finisher.FinishAsync(import, ImportStep.Refuse, refusal, cancellationToken);
            return new StagedImport(true, record.Mode, 0);
        }

        var stage = await blobs.FindStageAsync(import, cancellationToken) ?? new StageReport();
        await records.ChangeAsync(
            import,
            r => r.After(ImportStep.Apply) is { } next ? next with { Counts = new ImportCounts { Rows = stage.Rows, Rejected = stage.Rejected, Warned = stage.Warned } } : null,
            cancellationToken);
        return new StagedImport(false, record.Mode, list!.Buckets, record.DryRun, stage.Rows);
    }

    /// <summary>Applies some buckets.</summary>
    [Function(nameof(ApplyBuckets))]
    public async Task ApplyBuckets([ActivityTrigger] BucketsOfImport input, CancellationToken cancellationToken)
    {
        var (list, record) = await ReadAsync(input.Import, cancellationToken);
        var stage = await blobs.FindStageAsync(input.Import, cancellationToken);
        if (list is null || record is null || stage is null)
            return;
        var used = stage.Buckets.ToHashSet();
        // At once, as far as there is room for their rows: each waits for its writes.
        await Task.WhenAll(Buckets(input).Where(used.Contains).Select(bucket => applier.ApplyAsync(list, record, stage, bucket, cancellationToken)));
    }

    /// <summary>Says what a dry run's file would do in some buckets; a full file also in those that it has no rows for.</summary>
    [Function(nameof(PreviewBuckets))]
    public async Task PreviewBuckets([ActivityTrigger] BucketsOfImport input, CancellationToken cancellationToken)
    {
        var (list, record) = await ReadAsync(input.Import, cancellationToken);
        var stage = await blobs.FindStageAsync(input.Import, cancellationToken);
        if (list is null || record is null || stage is null)
            return;
        var used = stage.Buckets.ToHashSet();
        foreach (var bucket in Buckets(input).Where(b => record.Mode == ImportMode.Full || used.Contains(b)))
            await previewer.PreviewAsync(list, record, stage, bucket, cancellationToken);
    }

    /// <summary>Counts what a full file lacks in some buckets.</summary>
    [Function(nameof(CountMissing))]
    public async Task<MissingContacts> CountMissing([ActivityTrigger] BucketsOfImport input, CancellationToken cancellationToken)
    {
        var (list, record) = await ReadAsync(input.Import, cancellationToken);
        var sum = new MissingContacts(0, 0);
        foreach (var bucket in list is null || record is null ? [] : Buckets(input))
        {
            var counted = await remover.CountAsync(list!, record!, bucket, cancellationToken);
            sum = new MissingContacts(sum.Contacts + counted.Contacts, sum.Missing + counted.Missing);
        }

        return sum;
    }

    /// <summary>Asks the guard whether what is missing may be removed.</summary>
    /// <returns>Whether someone must approve it first.</returns>
    [Function(nameof(GuardRemoval))]
    public async Task<bool> GuardRemoval([ActivityTrigger] RemovalToGuard input, CancellationToken cancellationToken)
    {
        var (list, _) = await ReadAsync(input.Import, cancellationToken);
        var ask = RemovalGuard.MustAsk(input.Found.Contacts, input.Found.Missing, list?.RemovalGuard ?? 0);
        var reason = ask
            ? FormattableString.Invariant($"The file lacks {input.Found.Missing} of the list's {input.Found.Contacts} contacts, more than its guard of {(list?.RemovalGuard ?? 0) * 100:0.##} %. Approve or cancel the removal.")
            : null;
        await records.ChangeAsync(
            input.Import,
            r => r.After(ask ? ImportStep.Ask : ImportStep.Remove) is { } next ? next with { Missing = input.Found.Missing, Reason = reason } : null,
            cancellationToken);
        return ask;
    }

    /// <summary>Notes that the removal was approved.</summary>
    [Function(nameof(ApproveRemoval))]
    public Task ApproveRemoval([ActivityTrigger] ImportKey import, CancellationToken cancellationToken) => records.ChangeAsync(
        import, r => r.After(ImportStep.Remove) is { } next ? next with { Reason = null } : null, cancellationToken);

    /// <summary>Removes what a full file lacks from some buckets.</summary>
    [Function(nameof(RemoveMissing))]
    public async Task RemoveMissing([ActivityTrigger] BucketsOfImport input, CancellationToken cancellationToken)
    {
        var (list, record) = await ReadAsync(input.Import, cancellationToken);
        foreach (var bucket in list is null || record is null ? [] : Buckets(input))
            await remover.RemoveAsync(list!, record!, bucket, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Ends the import.</summary>
    [Function(nameof(FinishImport))]
    public Task FinishImport([ActivityTrigger] EndOfImport end, CancellationToken cancellationToken) =>
        finisher.FinishAsync(end.Import, end.Step, end.Reason, cancellationToken);

    private async Task<(ContactList? List, ImportRecord? Record)> ReadAsync(ImportKey import, CancellationToken cancellationToken) =>
        (await lists.ListAsync(import.Account, import.List, cancellationToken), await records.FindAsync(import, cancellationToken));

    private static IEnumerable<int> Buckets(BucketsOfImport input) => Enumerable.Range(input.First, input.Count);
}
