using System.Text;
using MailMaker.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Lists;
using MailMaker.Transactional;

namespace MailMaker.Imports;

/// <summary>Ends an import: rejects and report for the uploader, the record, and nothing left behind. Each step can be run again.</summary>
public sealed class ImportFinisher(
    IListSource lists, ImportBlobs blobs, BucketStore store, ImportRecords records, DifferenceFiles differences, TransactionalQueue queue, TimeProvider clock)
{
    /// <summary>How long what an import changed or found is kept: so long it can be reverted, and no longer is personal data kept twice.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string Duplicates = "The row is a duplicate of a later line, which counts";
    private const string TooLarge = "With what the contact has already, its fields are too long";

    /// <summary>Ends an import that was applied, or one that was stopped when some of it was.</summary>
    public async Task FinishAsync(ImportKey key, ImportStep step, string? reason, CancellationToken cancellationToken)
    {
        var list = await lists.ListAsync(key.Account, key.List, cancellationToken);
        if (await records.FindAsync(key, cancellationToken) is { } import && import.After(step) is { } ended && ImportStates.IsImporting(import.State))
            await TellAsync(ended with { Reason = reason, CompletedAt = clock.GetUtcNow() }, step, list, cancellationToken);
        if (list is not null)
        {
            await Task.WhenAll(Enumerable.Range(0, list.Buckets)
                .Select(b => store.DeleteProgressAsync(ContactKeys.Partition(list.Account, list.Name, b), key.Id, cancellationToken)));
        }

        await blobs.DeleteWorkAsync(key, cancellationToken);
        // After the record has the counts; sent again by a run after a crash, it is the same hand-over.
        if (ImportMails.MessageOf(list, key) is { } message)
            await queue.SendAsync(message, cancellationToken);
        await records.ReleaseTurnAsync(key, cancellationToken);
    }

    /// <summary>What an import did so far.</summary>
    public async Task<ImportCounts> CountsAsync(ImportRecord import, CancellationToken cancellationToken)
    {
        if (!ImportStates.IsImporting(import.State) || import.DryRun || await lists.ListAsync(import.Account, import.List, cancellationToken) is not { } list)
            return import.Counts;
        return Sum(import.Counts, await store.ProgressAsync(list, import.Id, cancellationToken));
    }

    private static ImportCounts Sum(ImportCounts staged, IReadOnlyList<BucketProgress> buckets) =>
        buckets.Aggregate(new ImportCounts { Rows = staged.Rows, Rejected = staged.Rejected, Warned = staged.Warned }, (sum, bucket) => sum + bucket.Counts);

    private async Task TellAsync(ImportRecord import, ImportStep step, ContactList? list, CancellationToken cancellationToken)
    {
        var stage = await blobs.FindStageAsync(import.Key, cancellationToken);
        var staged = new ImportCounts { Rows = stage?.Rows ?? 0, Rejected = stage?.Rejected ?? 0, Warned = stage?.Warned ?? 0 };
        var found = import.DryRun && list is not null ? await differences.SumAsync(import.Key, list.Buckets, cancellationToken) : null;
        var buckets = found is null && list is not null ? await store.ProgressAsync(list, import.Id, cancellationToken) : [];
        var counts = found is null ? Sum(staged, buckets) : staged + found.Counts;
        var tooLarge = found?.TooLarge.Count ?? buckets.Sum(b => b.TooLarge.Count);
        var done = import with
        {
            Counts = counts, RejectedByReason = Tally(stage, tooLarge, counts.Rejected - staged.Rejected - tooLarge),
            ReportFile = $"{ImportBlobs.Reports}/{ImportBlobs.ReportPath(import, "report.json")}",
            RejectsFile = counts.Rejected == 0 ? null : $"{ImportBlobs.Reports}/{ImportBlobs.ReportPath(import, "rejects.csv")}",
            WarningsFile = counts.Warned == 0 ? null : $"{ImportBlobs.Reports}/{ImportBlobs.ReportPath(import, "warnings.csv")}",
            DifferenceFile = found is null ? null : $"{ImportBlobs.Reports}/{DifferenceFiles.Path(import)}",
            KeptUntil = stage is null ? null : import.CompletedAt + KeptFor,
        };
        if (done.RejectsFile is not null)
            await WriteRejectsAsync(import, list, cancellationToken);
        if (done.WarningsFile is not null)
            await WriteWarningsAsync(import, cancellationToken);
        if (found is not null)
            await differences.WriteAsync(import, list!, found, counts, cancellationToken);
        await blobs.WriteReportAsync(ImportBlobs.ReportPath(import, "report.json"), Report(done, stage), cancellationToken);
        await records.ChangeAsync(import.Key, r => r.After(step) is null || !ImportStates.IsImporting(r.State) ? null : done, cancellationToken);
    }

    private static IReadOnlyDictionary<string, long> Tally(StageReport? stage, long tooLarge, long duplicates)
    {
        var tally = new RejectTally();
        foreach (var (kind, count) in stage?.RejectedByReason ?? new Dictionary<string, long>())
            tally.Add(kind, count);
        tally.Add(TooLarge, tooLarge);
        tally.Add(Duplicates, duplicates);
        return tally.ByReason;
    }

    private async Task WriteRejectsAsync(ImportRecord import, ContactList? list, CancellationToken cancellationToken)
    {
        await using var file = await blobs.WriteRejectsAsync(ImportBlobs.ReportPath(import, "rejects.csv"), cancellationToken);
        // Spreadsheets take UTF-8 for what it is only with a byte order mark.
        await file.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + RejectedRow.FileHeader), cancellationToken);
        await blobs.AppendWorkToAsync(import.Key, ImportBlobs.StageRejects, file, cancellationToken);
        for (var bucket = 0; bucket < (list?.Buckets ?? 0); bucket++)
            await blobs.AppendWorkToAsync(import.Key, ImportBlobs.BucketRejects(bucket), file, cancellationToken);
    }

    private async Task WriteWarningsAsync(ImportRecord import, CancellationToken cancellationToken)
    {
        await using var file = await blobs.WriteRejectsAsync(ImportBlobs.ReportPath(import, "warnings.csv"), cancellationToken);
        await file.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + RejectedRow.FileHeader), cancellationToken);
        await blobs.AppendWorkToAsync(import.Key, ImportBlobs.StageWarnings, file, cancellationToken);
    }

    private static ImportReport Report(ImportRecord import, StageReport? stage) => new()
    {
        Import = import.Id,
        File = $"{import.Container}/{import.Blob}",
        State = import.State,
        DryRun = import.DryRun,
        Reason = import.Reason,
        RegisteredAt = import.RegisteredAt,
        CompletedAt = import.CompletedAt!.Value,
        Counts = import.Counts,
        RejectedByReason = import.RejectedByReason,
        FirstRejects = stage?.FirstRejects,
        RejectsFile = import.RejectsFile,
        WarnedByReason = stage is { Warned: > 0 } ? stage.WarnedByReason : null,
        FirstWarnings = stage is { Warned: > 0 } ? stage.FirstWarnings : null,
        WarningsFile = import.WarningsFile,
        Kind = stage?.Kind,
        Packing = stage?.Packing,
        Sheet = stage?.Sheet,
        Mapping = stage?.Mapping,
        UnknownHeadings = stage?.Columns.Where(c => c.Use == ColumnUse.Custom).Select(c => c.Heading).ToList() is { Count: > 0 } unknown ? unknown : null,
        Encoding = stage?.Kind == ContactFileKind.Text ? stage.Encoding : null,
        Delimiter = stage?.Kind == ContactFileKind.Text ? stage.Delimiter : null,
        Columns = stage?.Columns,
    };
}
