using System.Globalization;
using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>How far an import is in one bucket: a row that changes in the same transactions as the contacts, guarded by its ETag.</summary>
public sealed record BucketProgress
{
    // 64 KiB of UTF-16 in one property; lines have at most 12 digits.
    private const int MostLines = 2_000;

    /// <summary>The last contact that was done; empty at the start.</summary>
    public string AppliedTo { get; init; } = "";

    /// <summary>Whether all of the bucket's rows are done.</summary>
    public bool Applied { get; init; }

    /// <summary>The last contact that was looked at for removal.</summary>
    public string RemovedTo { get; init; } = "";

    /// <summary>Whether the removal is done.</summary>
    public bool Removed { get; init; }

    /// <summary>What was done so far; <see cref="ImportCounts.Rejected"/> counts duplicates and contacts that would outgrow their row.</summary>
    public ImportCounts Counts { get; init; } = new();

    /// <summary>Lines whose contact would outgrow its row: not known any more after a restart.</summary>
    public IReadOnlyList<long> TooLarge { get; init; } = [];

    /// <summary>How many rows hold what undoes the import in this bucket.</summary>
    public int UndoRows { get; init; }

    /// <summary>What guards the next write; null when there is no row yet.</summary>
    public ETag? Tag { get; init; }

    /// <summary>Reads a row.</summary>
    public static BucketProgress Of(TableEntity row) => new()
    {
        AppliedTo = row.GetString(nameof(AppliedTo)) ?? "",
        Applied = row.GetBoolean(nameof(Applied)) ?? false,
        RemovedTo = row.GetString(nameof(RemovedTo)) ?? "",
        Removed = row.GetBoolean(nameof(Removed)) ?? false,
        Counts = new ImportCounts
        {
            Added = row.GetInt64("Added") ?? 0, Changed = row.GetInt64("Changed") ?? 0, Unchanged = row.GetInt64("Unchanged") ?? 0,
            Rejected = row.GetInt64("Rejected") ?? 0, Removed = row.GetInt64("Gone") ?? 0, Protected = row.GetInt64("Protected") ?? 0,
        },
        TooLarge = [.. (row.GetString(nameof(TooLarge)) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => long.Parse(l, CultureInfo.InvariantCulture))],
        UndoRows = row.GetInt32(nameof(UndoRows)) ?? 0,
        Tag = row.ETag,
    };

    /// <summary>The write of this state over the one that was read, which fails when another run wrote in between.</summary>
    public TableTransactionAction Write(string partition, string import)
    {
        var row = new TableEntity(partition, ContactKeys.ImportProgress(import))
        {
            [nameof(AppliedTo)] = AppliedTo, [nameof(Applied)] = Applied, [nameof(RemovedTo)] = RemovedTo, [nameof(Removed)] = Removed,
            ["Added"] = Counts.Added, ["Changed"] = Counts.Changed, ["Unchanged"] = Counts.Unchanged,
            ["Rejected"] = Counts.Rejected, ["Gone"] = Counts.Removed, ["Protected"] = Counts.Protected,
            [nameof(UndoRows)] = UndoRows,
            [nameof(TooLarge)] = string.Join(',', TooLarge.Take(MostLines)),
        };
        return Tag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
