using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Imports;

/// <summary>Ends a revert: its report, the record, and nothing left of what undid the import. Each step can be run again.</summary>
public sealed class RevertFinisher(IListSource lists, ImportRecords records, UndoStore undo, ImportBlobs blobs, BlobServiceClient storage, TimeProvider clock)
{
    private const int MostKept = 1_000;

    private readonly BlobContainerClient reports = storage.GetBlobContainerClient(ImportBlobs.Reports);

    /// <summary>Ends a revert that was done.</summary>
    public async Task FinishAsync(ImportKey key, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(key.Account, key.List, cancellationToken) is not { } list)
            return;
        if (await records.FindAsync(key, cancellationToken) is { State: ImportState.Reverting } import)
            await TellAsync(import, list, cancellationToken);
        await undo.DeleteAsync(list, key.Id, cancellationToken);
        await records.ReleaseTurnAsync(key, cancellationToken);
    }

    /// <summary>Notes that the service gave up; the revert can be asked for again and goes on where it stopped.</summary>
    public async Task FailAsync(ImportKey key, string reason, CancellationToken cancellationToken)
    {
        await records.ChangeAsync(
            key, r => r.State == ImportState.Reverting && r.After(ImportStep.Fail) is { } failed ? failed with { Reason = reason } : null, cancellationToken);
        await records.ReleaseTurnAsync(key, cancellationToken);
    }

    /// <summary>Where the report lies within <see cref="ImportBlobs.Reports"/>.</summary>
    public static string Path(ImportRecord import, string ending) => ImportBlobs.ReportPath(import, "revert." + ending);

    private async Task TellAsync(ImportRecord import, ContactList list, CancellationToken cancellationToken)
    {
        var (counts, first) = (new RevertCounts(), new List<KeptContact>());
        await using (var file = await blobs.WriteRejectsAsync(Path(import, "csv"), cancellationToken))
        {
            // Spreadsheets take UTF-8 for what it is only with a byte order mark.
            await file.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + KeptContact.FileHeader), cancellationToken);
            for (var bucket = 0; bucket < list.Buckets; bucket++)
            {
                var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
                await foreach (var entity in undo.Rows(partition, import.Id, UndoRow.ReportProperties, cancellationToken))
                {
                    var row = UndoRow.Of(entity);
                    counts += row.Counts;
                    first.AddRange(row.Kept.Take(MostKept - first.Count));
                    await file.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(row.Kept.Select(k => k.ToCsv()))), cancellationToken);
                }
            }
        }

        var report = new RevertReport { Import = import.Id, RevertedAt = clock.GetUtcNow(), Counts = counts, Kept = first };
        await reports.GetBlobClient(Path(import, "json"))
            .UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, DefinitionJson.Options)), overwrite: true, cancellationToken);
        await records.ChangeAsync(
            import.Key,
            r => r.After(ImportStep.EndRevert) is { } reverted
                ? reverted with { Reason = null, Reverted = counts, RevertFile = $"{ImportBlobs.Reports}/{Path(import, "csv")}" } : null,
            cancellationToken);
    }
}
