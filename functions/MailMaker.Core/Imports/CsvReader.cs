using System.Buffers;

namespace MailMaker.Core.Imports;

/// <summary>
/// Reads RFC 4180 records from a stream of text, one at a time, in bounded memory. Line ends may be mixed. A record whose quotes are broken is
/// reported alone: reading goes on at the line after the one it began on, so a stray quote costs its row and no other. Why not a library: see
/// docs/decisions/0002-csv-reader.md. Not safe for use by two threads.
/// </summary>
internal sealed partial class CsvReader : RowReader
{
    // What ParseQuoted answers instead of an index.
    private const int NeedsMore = -1;
    private const int Broken = -2;

    private readonly TextSource source;
    private readonly SearchValues<char> endOfPlain;
    private readonly char delimiter;
    private readonly TextCell[] cells = new TextCell[MostCells];
    private char[] buffer;
    private char[] unescaped = [];
    private int unescapedLength;
    private int start; // of the record that is tried next
    private int end;
    private bool ended;
    private int next; // where the record after the current one starts
    private int cellCount;
    private int linesInRecord = 1; // of the current one; of the start of the file, so that the first record is on line 1
    private int rawStart;
    private int rawLength;

    /// <summary>A reader that begins with text which was read ahead from the source, such as the sniffer's sample.</summary>
    /// <param name="source">The text behind it.</param>
    /// <param name="delimiter">What separates cells.</param>
    /// <param name="readAhead">The text read ahead.</param>
    /// <param name="linesBefore">Lines of the file that were taken off before it.</param>
    public CsvReader(TextSource source, char delimiter, ReadOnlySpan<char> readAhead = default, int linesBefore = 0)
    {
        (this.source, this.delimiter, Line) = (source, delimiter, linesBefore);
        endOfPlain = SearchValues.Create([delimiter, '\r', '\n']);
        buffer = new char[Math.Max(4 * MostCharacters, 2 * readAhead.Length)];
        readAhead.CopyTo(buffer);
        end = readAhead.Length;
    }

    /// <inheritdoc />
    public override int CellCount => cellCount;

    /// <inheritdoc />
    public override ReadOnlySpan<char> Raw => buffer.AsSpan(rawStart, rawLength);

    /// <inheritdoc />
    public override ReadOnlySpan<char> this[int index]
    {
        get
        {
            if (index >= Math.Min(cellCount, MostCells))
                return [];
            var cell = cells[index];
            return (cell.IsUnescaped ? unescaped : buffer).AsSpan(cell.Start, cell.Length);
        }
    }

    /// <inheritdoc />
    public override ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        Advance();
        return TryParse() ? new ValueTask<bool>(true) : ReadMoreAsync(cancellation);
    }

    /// <summary>Copies the current row. Of a faulty one only what people are shown of it: its cells may reach beyond it.</summary>
    public void CopyTo(RowBatch batch)
    {
        if (Fault != RowFault.None)
        {
            batch.Add(this, Raw[..Math.Min(rawLength, RejectedRow.MostRowCharacters)], [], []);
            return;
        }

        batch.Add(this, Raw, unescaped.AsSpan(0, unescapedLength), cells.AsSpan(0, Math.Min(cellCount, MostCells)), rawStart);
    }

    private void Advance()
    {
        start = next;
        Line += linesInRecord;
        linesInRecord = 0;
    }

    private async ValueTask<bool> ReadMoreAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (ended && start == end)
                return false;
            if (end - start > MostCharacters && !await ResolveLongAsync(cancellation).ConfigureAwait(false))
                return true;
            await FillAsync(cancellation).ConfigureAwait(false);
            if (TryParse())
                return true;
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (ended)
            return;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var read = await source.ReadAsync(buffer.AsMemory(end), cancellation).ConfigureAwait(false);
        ended = read == 0;
        end += read;
    }

    // False when the record needs more text than the buffer holds.
    private bool TryParse()
    {
        (cellCount, unescapedLength, linesInRecord, Fault) = (0, 0, 1, RowFault.None);
        if (start == end)
            return false;
        var at = start;
        while (true)
        {
            int cellEnd;
            if (at < end && buffer[at] == '"')
            {
                cellEnd = ParseQuoted(at);
                if (cellEnd == NeedsMore)
                    return false;
                if (cellEnd == Broken)
                    return EndBrokenRecord();
            }
            else
            {
                var length = buffer.AsSpan(at, end - at).IndexOfAny(endOfPlain);
                if (length < 0 && !ended)
                    return false;
                cellEnd = length < 0 ? end : at + length;
                Add(new TextCell(at, cellEnd - at, false));
            }

            if (cellEnd < end && buffer[cellEnd] == delimiter)
            {
                at = cellEnd + 1;
                continue;
            }

            return EndRecord(cellEnd);
        }
    }

    // The index after the cell: of a delimiter, a line end, or the end of the file.
    private int ParseQuoted(int open)
    {
        var (escapes, from) = (0, open + 1);
        while (true)
        {
            var quote = buffer.AsSpan(from, end - from).IndexOf('"');
            if (quote < 0)
                return ended ? Break() : NeedsMore;
            quote += from;
            if (quote + 1 == end && !ended)
                return NeedsMore;
            if (quote + 1 < end && buffer[quote + 1] == '"')
            {
                escapes++;
                from = quote + 2;
                continue;
            }

            return EndOfQuoted(open + 1, quote, escapes);
        }
    }

    private int EndOfQuoted(int first, int quote, int escapes)
    {
        // Blanks between the closing quote and the delimiter are forgiven.
        var after = quote + 1;
        while (after < end && buffer[after] == ' ')
            after++;
        if (after == end && !ended)
            return NeedsMore;
        if (after < end && buffer[after] != delimiter && buffer[after] is not ('\r' or '\n'))
            return Break();
        var content = buffer.AsSpan(first, quote - first);
        linesInRecord += LineEnds(content);
        Add(escapes == 0 ? new TextCell(first, content.Length, false) : Unescape(content));
        return after;
    }

    private int Break()
    {
        FaultCell = cellCount;
        return Broken;
    }

    private TextCell Unescape(ReadOnlySpan<char> content)
    {
        if (unescaped.Length < unescapedLength + content.Length)
            Array.Resize(ref unescaped, Math.Max(2 * unescaped.Length, unescapedLength + content.Length));
        var first = unescapedLength;
        for (var quote = content.IndexOf('"'); quote >= 0; quote = content.IndexOf('"'))
        {
            content[..(quote + 1)].CopyTo(unescaped.AsSpan(unescapedLength));
            unescapedLength += quote + 1;
            content = content[(quote + 2)..];
        }

        content.CopyTo(unescaped.AsSpan(unescapedLength));
        unescapedLength += content.Length;
        return new TextCell(first, unescapedLength - first, true);
    }

    private void Add(TextCell cell)
    {
        if (cellCount < MostCells)
            cells[cellCount] = cell;
        cellCount++;
    }

    private bool EndRecord(int at)
    {
        // A CR at the end of the buffer may be half of a CR LF.
        if (at + 1 == end && buffer[at] == '\r' && !ended)
            return false;
        (rawStart, rawLength) = (start, at - start);
        next = at == end ? end : AfterLineEnd(at);
        if (rawLength > MostCharacters && Fault == RowFault.None)
            (Fault, FaultCell) = (RowFault.TooLong, LongestCell());
        return true;
    }

    private int LongestCell()
    {
        var longest = 0;
        for (var i = 1; i < Math.Min(cellCount, MostCells); i++)
            longest = cells[i].Length > cells[longest].Length ? i : longest;
        return longest;
    }

    private bool EndBrokenRecord()
    {
        var length = buffer.AsSpan(start, end - start).IndexOfAny('\r', '\n');
        if (length < 0 && !ended)
            return false;
        Fault = RowFault.Quotes;
        linesInRecord = 1;
        return EndRecord(length < 0 ? end : start + length);
    }

    private int AfterLineEnd(int at) => buffer[at] == '\r' && at + 1 < end && buffer[at + 1] == '\n' ? at + 2 : at + 1;

    private static int LineEnds(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('\r', '\n') < 0)
            return 0;
        return text.Count('\n') + text.Count('\r') - text.Count("\r\n");
    }
}
