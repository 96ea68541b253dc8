using System.Text;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Imports;

/// <summary>Reads a file to its end: rows into the buckets' spools, rejects into theirs. Run again, it writes the same files again.</summary>
public sealed class ImportStager(IListSource lists, ImportBlobs blobs, ImportRecords records)
{
    // Rows between two notes of how far it is.
    private const int NoteEvery = 200_000;

    /// <summary>Reads the file.</summary>
    /// <returns>Why it can't be imported; empty when it was read.</returns>
    public async Task<string> StageAsync(ImportRecord import, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(import.Account, import.List, cancellationToken) is not { } list)
            return "There is no such account or list.";
        if (await blobs.FindStageAsync(import.Key, cancellationToken) is not null)
            return "";
        await using var file = await blobs.OpenAsync(import, cancellationToken);
        if (file is null)
            return "The file was changed or removed before it could be read; what is there now is another import.";
        var reader = await ContactFileReader.OpenAsync(file, list, cancellationToken);
        if (reader.Refusal.Length > 0)
            return reader.Refusal;
        await blobs.WriteStageAsync(import.Key, await SplitAsync(import, list, reader, cancellationToken), cancellationToken);
        return "";
    }

    private async Task<StageReport> SplitAsync(ImportRecord import, ContactList list, ContactFileReader reader, CancellationToken cancellationToken)
    {
        var tally = new RejectTally();
        await using var spools = new BucketSpools(blobs, import.Key, list.Buckets);
        StreamWriter? rejects = null;
        try
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.Outcome == RowOutcome.Rejected)
                {
                    var row = reader.Rejected;
                    tally.Add(row);
                    rejects ??= new StreamWriter(await blobs.WriteWorkAsync(import.Key, ImportBlobs.StageRejects, cancellationToken), new UTF8Encoding(false));
                    await rejects.WriteAsync(row.ToCsv().AsMemory(), cancellationToken);
                }

                if (Spool(reader, spools, import.Mode) is >= 0 and var full)
                    await spools.FlushAsync(full, cancellationToken);
                if (reader.Rows % NoteEvery == 0)
                    await NoteAsync(import, reader.Rows, tally.Total, cancellationToken);
            }

            await spools.CompleteAsync(cancellationToken);
        }
        finally
        {
            if (rejects is not null)
                await rejects.DisposeAsync();
        }

        return Report(reader, spools, tally);
    }

    // A rejected row of a full file is kept as a sign that the contact is still in the file.
    private static int Spool(ContactFileReader reader, BucketSpools spools, ImportMode mode) =>
        reader.Outcome == RowOutcome.Staged || (mode == ImportMode.Full && reader.HasKey) ? spools.Add(reader.Row) : -1;

    private Task<ImportRecord?> NoteAsync(ImportRecord import, long rows, long rejected, CancellationToken cancellationToken) =>
        records.ChangeAsync(import.Key, r => r with { Counts = r.Counts with { Rows = rows, Rejected = rejected } }, cancellationToken);

    private static StageReport Report(ContactFileReader reader, BucketSpools spools, RejectTally tally) => new()
    {
        Encoding = reader.Encoding == TextKind.Ascii ? TextKind.Utf8 : reader.Encoding,
        ByteOrderMark = reader.HasByteOrderMark,
        Delimiter = reader.Delimiter.ToString(),
        Columns = reader.Columns,
        Rows = reader.Rows,
        BlankRows = reader.BlankRows,
        Rejected = tally.Total,
        RejectedByReason = tally.ByReason,
        FirstRejects = tally.First,
        Buckets = spools.Used,
    };
}
