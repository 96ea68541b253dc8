using System.IO.Hashing;
using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>
/// Turns rows into staged rows. The hot path of an import: it allocates nothing for a good row, and its results are views of buffers that the
/// next row overwrites.
/// </summary>
internal sealed class RowStager
{
    private readonly KeyKind keyKind;
    private readonly HeaderMap header;
    private readonly Slot[] slots;
    private readonly Slot keySlot;
    private readonly long headerHash;
    private readonly char[] value = new char[FieldRule.MostCharacters];
    private readonly byte[] key = new byte[3 * EmailAddress.MostOctets];
    private readonly char[] keyText = new char[EmailAddress.MostOctets];
    private readonly FieldsJsonWriter json = new();
    private int keyLength;
    private int keyTextLength;
    private ContactId id;

    public RowStager(ContactList list, HeaderMap header)
    {
        this.header = header;
        keyKind = list.Key;
        slots = [.. header.Columns
            .Select((column, index) => (column, index))
            .Where(c => c.column.Field.Length > 0)
            .OrderBy(c => c.column.Field, new FieldOrder(list))
            .Select(c => new Slot(c.index, FieldsJsonWriter.NameOf(c.column.Field), FieldRules.For(list, c.column.Field)))];
        var keyField = HeaderMap.KeyField(keyKind);
        keySlot = slots.First(s => header.Columns[s.Column].Field == keyField);
        var names = string.Join('\n', slots.Select(s => header.Columns[s.Column].Field));
        headerHash = unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(names)));
    }

    /// <summary>Why the row was rejected, and the heading of the column at fault.</summary>
    public (string Column, string Reason) Reject { get; private set; }

    /// <summary>Whether the key could be read: true of every good row and of some rejected ones.</summary>
    public bool HasKey => keyLength > 0;

    /// <summary>The row, once staged, or for a rejected one with a key its mere presence.</summary>
    /// <param name="line">The line that it begins on.</param>
    /// <param name="presenceOnly">Whether the fields are left out.</param>
    public StagedRow Row(long line, bool presenceOnly) => new()
    {
        Id = id,
        Line = line,
        Hash = Hash(),
        Key = key.AsSpan(0, keyLength),
        Fields = presenceOnly ? [] : json.Written,
    };

    /// <summary>Reads the current row of the reader.</summary>
    public RowOutcome Stage(CsvReader row)
    {
        keyLength = 0;
        if (Shape(row) is { } fault)
            return Refuse(fault.Column, fault.Reason);
        return ReadKey(row) && ReadFields(row) ? RowOutcome.Staged : RowOutcome.Rejected;
    }

    private long Hash()
    {
        var hash = unchecked((long)XxHash3.HashToUInt64(json.Written, headerHash));
        return hash == 0 ? 1 : hash;
    }

    private RowOutcome Refuse(int column, string reason)
    {
        Reject = (column >= 0 && column < header.Columns.Count ? header.Columns[column].Heading : "", reason);
        return RowOutcome.Rejected;
    }

    private (int Column, string Reason)? Shape(CsvReader row)
    {
        if (row.Fault == RowFault.Quotes)
            return (row.FaultCell, "has a quote that is not closed, or text after a closing quote");
        if (row.Fault == RowFault.TooLong)
            return (row.FaultCell, "makes the row longer than 65,536 characters");
        var raw = row.Raw;
        if (raw.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && BrokenCell(row) is >= 0 and var cell)
            return (cell, "has a byte that the file's encoding does not have");
        if (row.CellCount < header.Columns.Count)
            return (-1, $"The row has {row.CellCount} cells, the header {header.Columns.Count}");
        for (var i = header.Columns.Count; i < row.CellCount; i++)
        {
            if (i >= CsvReader.MostCells || !Blanks.Trim(row[i]).IsEmpty)
                return (-1, $"The row has {row.CellCount} cells, the header {header.Columns.Count}");
        }

        return null;
    }

    private static int BrokenCell(CsvReader row)
    {
        for (var i = 0; i < Math.Min(row.CellCount, CsvReader.MostCells); i++)
        {
            var cell = row[i];
            for (var at = cell.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0;)
            {
                var pair = char.IsHighSurrogate(cell[at]) && at + 1 < cell.Length && char.IsLowSurrogate(cell[at + 1]);
                if (!pair)
                    return i;
                var next = cell[(at + 2)..].IndexOfAnyInRange('\uD800', '\uDFFF');
                at = next < 0 ? -1 : at + 2 + next;
            }
        }

        return -1;
    }

    private bool ReadKey(CsvReader row)
    {
        var raw = Blanks.Trim(row[keySlot.Column]);
        if (raw.IsWhiteSpace())
        {
            Refuse(keySlot.Column, "is empty, and the list's key");
            return false;
        }

        if (keySlot.Rule.Normalise(raw, value, out var length) is { } fault)
        {
            Refuse(keySlot.Column, fault);
            return false;
        }

        var normal = value.AsSpan(0, length);
        normal.CopyTo(keyText);
        keyTextLength = length;
        keyLength = Encoding.UTF8.GetBytes(normal, key);
        id = ContactId.Of(keyKind, normal);
        return true;
    }

    private bool ReadFields(CsvReader row)
    {
        json.Begin();
        foreach (var slot in slots)
        {
            if (slot.Column == keySlot.Column)
            {
                json.Add(slot.Name, keyText.AsSpan(0, keyTextLength));
                continue;
            }

            var raw = Blanks.Trim(row[slot.Column]);
            if (raw.IsEmpty || raw.IsWhiteSpace())
                continue;
            if (slot.Rule.Normalise(raw, value, out var length) is { } fault)
            {
                Refuse(slot.Column, fault);
                return false;
            }

            if (length > 0)
                json.Add(slot.Name, value.AsSpan(0, length));
        }

        json.End();
        if (json.Written.Length <= FieldsJson.MostBytes)
            return true;
        Refuse(-1, "The row's fields together are longer than 60,000 bytes");
        return false;
    }

    private sealed record Slot(int Column, byte[] Name, FieldRule Rule);
}
