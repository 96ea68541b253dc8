using System.Text;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Imports;

/// <summary>
/// Reads a file to its end: rows into the buckets' spools, rejects and values that can't be read into theirs. Run again, it writes the same files
/// again.
/// </summary>
public sealed class ImportStager(IListSource lists, ImportBlobs blobs, ImportRecords records, FileMappings mappings, SuppressedAddresses suppressions)
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
        var mapping = await mappings.FindAsync(import.Account, import.List, import.Mapping ?? FileMapping.Default, cancellationToken);
        if (import.Mapping is not null && mapping is null)
            return $"The list has no mapping {import.Mapping}.";
        await using var file = await blobs.OpenAsync(import, cancellationToken);
        if (file is null)
            return "The file was changed or removed before it could be read; what is there now is another import.";
        using var reader = await ContactFileReader.OpenAsync(file, list, new ContactFileOptions { Mapping = mapping, Spool = LocalSpool.Open }, cancellationToken);
        if (reader.Refusal.Length > 0)
            return reader.Refusal;
        var stage = await SplitAsync(import, list, reader, cancellationToken);
        if (reader.Refusal.Length == 0)
            await blobs.WriteStageAsync(import.Key, stage with { Mapping = mapping?.Name }, cancellationToken);
        return reader.Refusal;
    }

    private async Task<StageReport> SplitAsync(ImportRecord import, ContactList list, ContactFileReader reader, CancellationToken cancellationToken)
    {
        await using var spools = new BucketSpools(blobs, import.Key, list.Buckets);
        await using var rejects = new FaultSpool(blobs, import.Key, ImportBlobs.StageRejects);
        await using var warnings = new FaultSpool(blobs, import.Key, ImportBlobs.StageWarnings);
        var warned = 0L;
        var suppressed = await suppressions.CurrentAsync(import.Account, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.Outcome == RowOutcome.Rejected)
                await rejects.AddAsync(Told(reader.Rejected, reader, list, suppressed), cancellationToken);
            if (reader.HasWarnings)
            {
                warned++;
                foreach (var warning in reader.Warnings)
                    await warnings.AddAsync(Told(warning, reader, list, suppressed), cancellationToken);
            }

            if (Spool(reader, spools, import.Mode) is >= 0 and var full)
                await spools.FlushAsync(full, cancellationToken);
            if (reader.Rows % NoteEvery == 0)
                await NoteAsync(import, new ImportCounts { Rows = reader.Rows, Rejected = rejects.Tally.Total, Warned = warned }, cancellationToken);
        }

        await spools.CompleteAsync(cancellationToken);
        return Report(reader, spools, rejects.Tally, warnings.Tally) with { Warned = warned };
    }

    // Of an erased person only the place of the row is told.
    private static RejectedRow Told(RejectedRow row, ContactFileReader reader, ContactList list, SuppressionSet suppressed) =>
        suppressed.HasErased && reader.HasKey && suppressed.IsErased(list.Name, HeaderMap.KeyField(list.Key), Encoding.UTF8.GetString(reader.Row.Key))
            ? row with { Row = "" } : row;

    // A rejected row of a full file is kept as a sign that the contact is still in the file.
    private static int Spool(ContactFileReader reader, BucketSpools spools, ImportMode mode) =>
        reader.Outcome == RowOutcome.Staged || (mode == ImportMode.Full && reader.HasKey) ? spools.Add(reader.Row) : -1;

    private Task<ImportRecord?> NoteAsync(ImportRecord import, ImportCounts sofar, CancellationToken cancellationToken) => records.ChangeAsync(
        import.Key, r => r with { Counts = r.Counts with { Rows = sofar.Rows, Rejected = sofar.Rejected, Warned = sofar.Warned } }, cancellationToken);

    private static StageReport Report(ContactFileReader reader, BucketSpools spools, RejectTally rejects, RejectTally warnings) => new()
    {
        Kind = reader.Kind,
        Packing = reader.Packing,
        Sheet = reader.Sheet.Length == 0 ? null : reader.Sheet,
        Encoding = reader.Encoding == TextKind.Ascii ? TextKind.Utf8 : reader.Encoding,
        ByteOrderMark = reader.HasByteOrderMark,
        Delimiter = reader.Delimiter.ToString(),
        Columns = reader.Columns,
        Rows = reader.Rows,
        BlankRows = reader.BlankRows,
        Rejected = rejects.Total,
        RejectedByReason = rejects.ByReason,
        FirstRejects = rejects.First,
        WarnedByReason = warnings.ByReason,
        FirstWarnings = warnings.First,
        Buckets = spools.Used,
    };
}
