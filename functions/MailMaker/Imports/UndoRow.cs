using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>
/// A row of the table <c>Contacts</c> that holds what undoes one transaction of an import: written with it, and changed with what a revert
/// does about it, so neither can be half done.
/// </summary>
internal sealed record UndoRow
{
    private const string Pack = "Undo";
    private const string KeptPart = "Kept";
    private const string Done = "Done";
    private const string Counted = "Counts";

    // A binary property has at most 64 KiB.
    private const int MostPartBytes = 64_000;

    /// <summary>Its row key.</summary>
    public required string RowKey { get; init; }

    /// <summary>What guards its next write.</summary>
    public required ETag Tag { get; init; }

    /// <summary>What the transaction did.</summary>
    public required IReadOnlyList<UndoEntry> Entries { get; init; }

    /// <summary>How many entries a revert has done.</summary>
    public int DoneEntries { get; init; }

    /// <summary>What it did about them.</summary>
    public RevertCounts Counts { get; init; } = new();

    /// <summary>Contacts that it could not revert, or not wholly.</summary>
    public IReadOnlyList<KeptContact> Kept { get; init; } = [];

    /// <summary>The properties that say what a revert did.</summary>
    public static IReadOnlyList<string> ReportProperties { get; } = ["RowKey", Done, Counted, .. Enumerable.Range(0, 16).Select(n => KeptPart + n)];

    /// <summary>A new row.</summary>
    public static TableEntity New(string partition, string import, int number, UndoPack pack)
    {
        var row = new TableEntity(partition, ContactKeys.Undo(import, number));
        Split(row, Pack, pack.ToArray());
        return row;
    }

    /// <summary>Reads a row.</summary>
    public static UndoRow Of(TableEntity row) => new()
    {
        RowKey = row.RowKey,
        Tag = row.ETag,
        Entries = UndoPack.Read(Join(row, Pack)),
        DoneEntries = row.GetInt32(Done) ?? 0,
        Counts = row.GetBinary(Counted) is { } counts ? JsonSerializer.Deserialize<RevertCounts>(counts, DefinitionJson.Options)! : new RevertCounts(),
        Kept = Join(row, KeptPart) is { Length: > 0 } kept ? JsonSerializer.Deserialize<List<KeptContact>>(kept, DefinitionJson.Options)! : [],
    };

    /// <summary>The write of what a revert has done, which fails when another run wrote in between.</summary>
    public TableTransactionAction Progress(string partition) => new(TableTransactionActionType.UpdateMerge, ProgressRow(partition, Kept), Tag);

    /// <summary>Whether it holds anything of a contact.</summary>
    public bool Knows(ContactId contact) => Entries.Any(e => e.Id == contact && e is not UndoEntry.Forgotten);

    /// <summary>The same row with nothing of a contact.</summary>
    public TableEntity Without(string partition, ContactId contact)
    {
        using var pack = new UndoPack();
        var keys = new HashSet<string>();
        foreach (var entry in Entries)
        {
            if (entry.Id == contact)
                keys.Add((entry as UndoEntry.Changed)?.Key ?? (entry as UndoEntry.Removed)?.Key ?? "");
            pack.Add(entry.Id == contact ? new UndoEntry.Forgotten(contact) : entry);
        }

        var row = ProgressRow(partition, [.. Kept.Where(k => !keys.Contains(k.Key))]);
        Split(row, Pack, pack.ToArray());
        return row;
    }

    private TableEntity ProgressRow(string partition, IReadOnlyList<KeptContact> kept)
    {
        var row = new TableEntity(partition, RowKey) { [Done] = DoneEntries, [Counted] = JsonSerializer.SerializeToUtf8Bytes(Counts, DefinitionJson.Options) };
        if (kept.Count > 0)
            Split(row, KeptPart, JsonSerializer.SerializeToUtf8Bytes(kept, DefinitionJson.Options));
        return row;
    }

    private static void Split(TableEntity row, string name, byte[] bytes)
    {
        for (var (part, at) = (0, 0); at < bytes.Length; part++, at += MostPartBytes)
            row[name + part] = bytes[at..Math.Min(bytes.Length, at + MostPartBytes)];
    }

    private static byte[] Join(TableEntity row, string name)
    {
        if (row.GetBinary(name + 1) is null)
            return row.GetBinary(name + 0) ?? [];
        using var bytes = new MemoryStream();
        for (var part = 0; row.GetBinary(name + part) is { } next; part++)
            bytes.Write(next);
        return bytes.ToArray();
    }
}
