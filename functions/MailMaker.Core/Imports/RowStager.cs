using System.IO.Hashing;
using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>
/// Turns rows into staged rows. The hot path of an import: it allocates nothing for a good row, and its results are views of buffers that the
/// next row overwrites. What a value that can't be read costs is decided by <see cref="ValueFaults"/>.
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
    private readonly List<RowWarning> warnings = [];
    private byte[] unread = [];
    private int unreadLength;
    private int keyLength;
    private int keyTextLength;
    private ContactId id;

    /// <summary>A stager of a file with this header.</summary>
    /// <param name="list">The list that the file is for.</param>
    /// <param name="header">The file's columns.</param>
    /// <param name="conventions">How people wrote its dates and numbers.</param>
    public RowStager(ContactList list, HeaderMap header, ValueConventions conventions)
    {
        this.header = header;
        keyKind = list.Key;
        // A sheet's numbers have a point whatever the country, and its day counts an epoch of their own.
        var machine = conventions with { Decimals = DecimalMark.Point };
        slots = [.. header.Columns
            .Select((column, index) => (column, index))
            .Where(c => c.column.Field.Length > 0)
            .OrderBy(c => c.column.Field, new FieldOrder(list))
            .Select(c => new Slot(
                c.index, c.column.Field, FieldsJsonWriter.NameOf(c.column.Field), FieldRules.For(list, c.column.Field, conventions with { From1904 = false }),
                FieldRules.For(list, c.column.Field, machine), ValueFaults.RejectsRow(list.Key, c.column.Field)))];
        var keyField = HeaderMap.KeyField(keyKind);
        keySlot = slots.First(s => s.Field == keyField);
        var names = string.Join('\n', slots.Select(s => s.Field));
        headerHash = unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(names)));
    }

    /// <summary>Why the row was rejected: the column at fault, from 0 (-1: the row as a whole), and the reason.</summary>
    public (int Column, string Reason) Reject { get; private set; }

    /// <summary>Values of a staged row that could not be read; their fields stay as they are.</summary>
    public IReadOnlyList<RowWarning> Warnings => warnings;

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
        Unread = presenceOnly ? [] : unread.AsSpan(0, unreadLength),
        Fields = presenceOnly ? [] : json.Written,
    };

    /// <summary>Reads the current row of the reader.</summary>
    public RowOutcome Stage(RowReader row)
    {
        keyLength = 0;
        unreadLength = 0;
        warnings.Clear();
        if (Shape(row) is { } fault)
            return Refuse(fault.Column, fault.Reason);
        return ReadKey(row) && ReadFields(row) ? RowOutcome.Staged : RowOutcome.Rejected;
    }

    private long Hash()
    {
        var hash = unchecked((long)XxHash3.HashToUInt64(json.Written, headerHash));
        if (unreadLength > 0)
            hash = unchecked((long)XxHash3.HashToUInt64(unread.AsSpan(0, unreadLength), hash));
        return hash == 0 ? 1 : hash;
    }

    private RowOutcome Refuse(int column, string reason)
    {
        Reject = (column < header.Columns.Count ? column : -1, reason);
        return RowOutcome.Rejected;
    }

    private (int Column, string Reason)? Shape(RowReader row)
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
            if (i >= RowReader.MostCells || !Blanks.Trim(row[i]).IsEmpty)
                return (-1, $"The row has {row.CellCount} cells, the header {header.Columns.Count}");
        }

        return null;
    }

    private static int BrokenCell(RowReader row)
    {
        for (var i = 0; i < Math.Min(row.CellCount, RowReader.MostCells); i++)
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

    private bool ReadKey(RowReader row)
    {
        var raw = FormulaText.Unescape(Blanks.Trim(row[keySlot.Column]));
        if (raw.IsWhiteSpace())
        {
            Refuse(keySlot.Column, "is empty, and the list's key");
            return false;
        }

        if (Normalise(keySlot, row, raw, out var length) is { } fault)
        {
            Refuse(keySlot.Column, fault);
            return false;
        }

        var normal = value.AsSpan(0, length);
        if (keyKind == KeyKind.Fkey && TotalsLine.IsLabel(normal))
        {
            Refuse(keySlot.Column, "is the label of a totals line, not a key");
            return false;
        }

        normal.CopyTo(keyText);
        keyTextLength = length;
        keyLength = Encoding.UTF8.GetBytes(normal, key);
        id = ContactId.Of(keyKind, normal);
        return true;
    }

    private bool ReadFields(RowReader row)
    {
        json.Begin();
        var reachable = false;
        foreach (var slot in slots)
        {
            if (slot.Column == keySlot.Column)
            {
                json.Add(slot.Name, keyText.AsSpan(0, keyTextLength));
                reachable |= slot.IsAddress;
                continue;
            }

            var raw = FormulaText.Unescape(Blanks.Trim(row[slot.Column]));
            if (raw.IsEmpty || raw.IsWhiteSpace())
                continue;
            if (Normalise(slot, row, raw, out var length) is { } fault)
            {
                if (slot.RejectsRow)
                {
                    Refuse(slot.Column, fault);
                    return false;
                }

                warnings.Add(new RowWarning(slot.Column, fault));
            }
            else if (length > 0)
            {
                json.Add(slot.Name, value.AsSpan(0, length));
                reachable |= slot.IsAddress;
            }
        }

        json.End();
        return FitsIn() && (warnings.Count == 0 || TakeWarnings(reachable));
    }

    private bool FitsIn()
    {
        if (json.Written.Length <= FieldsJson.MostBytes)
            return true;
        Refuse(-1, "The row's fields together are longer than 60,000 bytes");
        return false;
    }

    private string? Normalise(Slot slot, RowReader row, ReadOnlySpan<char> raw, out int length)
    {
        var kind = row.KindOf(slot.Column);
        if (kind == CellKind.Error)
        {
            length = 0;
            return "holds an error of the sheet, such as #N/A, instead of a value";
        }

        return (kind == CellKind.Text ? slot.Rule : slot.MachineRule).Normalise(raw, value, out length);
    }

    // Names the fields that stay as they are. False when a number that can't be read is all that the row has to reach its person by.
    private bool TakeWarnings(bool reachable)
    {
        unreadLength = 0;
        foreach (var warning in warnings)
        {
            var field = header.Columns[warning.Column].Field;
            if (field == BuiltInFields.Mobile && !reachable)
            {
                Refuse(warning.Column, warning.Reason);
                return false;
            }

            if (unread.Length < unreadLength + (3 * field.Length) + 1)
                Array.Resize(ref unread, Math.Max(256, 2 * (unreadLength + (3 * field.Length) + 1)));
            if (unreadLength > 0)
                unread[unreadLength++] = (byte)'\n';
            unreadLength += Encoding.UTF8.GetBytes(field, unread.AsSpan(unreadLength));
        }

        return true;
    }

    private sealed record Slot(int Column, string Field, byte[] Name, FieldRule Rule, FieldRule MachineRule, bool RejectsRow)
    {
        public bool IsAddress { get; } = Field is BuiltInFields.Email or BuiltInFields.Mobile;
    }
}
