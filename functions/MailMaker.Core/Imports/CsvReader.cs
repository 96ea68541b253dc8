using System.Buffers;

namespace MailMaker.Core.Imports;

/// <summary>
/// Reads RFC 4180 records from a stream of text, one at a time, in bounded memory. Line ends may be mixed. A record whose quotes are broken is
/// reported alone: reading goes on at the line after the one it began on, so a stray quote costs its row and no other. Why not a library: see
/// docs/decisions/0002-csv-reader.md. Not safe for use by two threads.
/// </summary>
internal sealed class CsvReader
{
    /// <summary>Characters that a record may have. All fields of a contact together are smaller.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <summary>Cells that are kept of a record; more are only counted.</summary>
    public const int MostCells = 1_024;

    // What ParseQuoted answers instead of an index.
    private const int NeedsMore = -1;
    private const int Broken = -2;

    private readonly TextSource source;
    private readonly SearchValues<char> endOfPlain;
    private readonly char delimiter;
    private readonly Cell[] cells = new Cell[MostCells];
    private char[] buffer;
    private char[] unescaped = [];
    private int unescapedLength;
    private int start; // of the record that is tried next
    private int end;
    private bool ended;
    private int next; // where the record after the current one starts
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

    /// <summary>The physical line, from 1, that the current record begins on.</summary>
    public long Line { get; private set; }

    /// <summary>Cells of the current record, kept or not.</summary>
    public int CellCount { get; private set; }

    /// <summary>What is wrong with the current record as a whole.</summary>
    public RowFault Fault { get; private set; }

    /// <summary>The cell, from 0, that the fault is in.</summary>
    public int FaultCell { get; private set; }

    /// <summary>Cells that the header has; lets a long record be told from a stray quote. 0 while unknown.</summary>
    public int ExpectedCells { get; set; }

    /// <summary>The current record as it stands in the file, without its line end; cut when it was too long.</summary>
    public ReadOnlySpan<char> Raw => buffer.AsSpan(rawStart, rawLength);

    /// <summary>Whether the current record has no text at all: an empty line.</summary>
    public bool IsEmptyLine => rawLength == 0;

    /// <summary>A cell's value, unquoted; empty beyond the last cell.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            if (index >= Math.Min(CellCount, MostCells))
                return [];
            var cell = cells[index];
            return (cell.IsUnescaped ? unescaped : buffer).AsSpan(cell.Start, cell.Length);
        }
    }

    /// <summary>Moves to the next record; false at the end of the file.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        Advance();
        return TryParse() ? new ValueTask<bool>(true) : ReadMoreAsync(cancellation);
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
        (CellCount, unescapedLength, linesInRecord, Fault) = (0, 0, 1, RowFault.None);
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
                Add(new Cell(at, cellEnd - at, false));
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
        Add(escapes == 0 ? new Cell(first, content.Length, false) : Unescape(content));
        return after;
    }

    private int Break()
    {
        FaultCell = CellCount;
        return Broken;
    }

    private Cell Unescape(ReadOnlySpan<char> content)
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
        return new Cell(first, unescapedLength - first, true);
    }

    private void Add(Cell cell)
    {
        if (CellCount < MostCells)
            cells[CellCount] = cell;
        CellCount++;
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
        for (var i = 1; i < Math.Min(CellCount, MostCells); i++)
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

    // A record that outgrew the limit. True when the record should be tried again with more text, false when it was reported.
    private async ValueTask<bool> ResolveLongAsync(CancellationToken cancellation)
    {
        var text = buffer.AsSpan(start, end - start);
        var lineEnd = text.IndexOfAny('\r', '\n');
        if (lineEnd >= 0 && lineEnd < MostCharacters && LooksLikeRows(text[lineEnd..]))
        {
            // The lines in the open quote look like rows: the quote is the fault.
            FaultCell = Math.Min(CellCount, MostCells);
            (Fault, linesInRecord) = (RowFault.Quotes, 1);
            EndRecord(start + lineEnd);
            return false;
        }

        await SkipAsync(cancellation).ConfigureAwait(false);
        return false;
    }

    private bool LooksLikeRows(ReadOnlySpan<char> text)
    {
        var (lines, rows) = (0, 0);
        var least = Math.Max(ExpectedCells - 1, 0);
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsEmpty)
                continue;
            lines++;
            if (line.Count(delimiter) >= least)
                rows++;
        }

        return 2 * rows >= lines;
    }

    // Passes over a record that is too long without keeping it, to the line end outside quotes; what begins it stays as its raw text.
    private async ValueTask SkipAsync(CancellationToken cancellation)
    {
        const int Kept = 4_000;
        var head = buffer.AsSpan(start, Kept).ToArray();
        var (cell, lines, quoted, atCellStart) = (0, 1, false, true);
        var at = start;
        while (true)
        {
            for (; at < end; at++)
            {
                var c = buffer[at];
                if (quoted)
                    quoted = c != '"';
                else if (c == '"')
                    quoted = atCellStart || buffer[at - 1] == '"';
                else if (c is '\r' or '\n')
                {
                    if (c == '\r' && at + 1 == end && !ended)
                        break;
                    Report(head, cell, lines, at);
                    return;
                }
                else if (c == delimiter)
                    cell++;

                atCellStart = !quoted && c == delimiter;
                if (quoted && (c == '\n' || (c == '\r' && !(at + 1 < end && buffer[at + 1] == '\n'))))
                    lines++;
            }

            if (ended)
                break;
            // Keep one character back: a doubled quote and a CR LF may straddle the refill.
            start = Math.Max(at - 1, start);
            at -= start;
            await FillAsync(cancellation).ConfigureAwait(false);
        }

        Report(head, cell, lines, end);
    }

    private void Report(char[] head, int cell, int lines, int at)
    {
        (Fault, FaultCell, CellCount, linesInRecord) = (RowFault.TooLong, Math.Min(cell, ExpectedCells > 0 ? ExpectedCells - 1 : cell), 0, lines);
        next = at == end ? end : AfterLineEnd(at);
        // The raw text is shown from a place in the buffer that is already read over.
        if (at < head.Length)
        {
            buffer.AsSpan(0, end).CopyTo(GrowFor(head.Length + end).AsSpan(head.Length));
            (next, end) = (next + head.Length, end + head.Length);
        }

        head.CopyTo(buffer, 0);
        (rawStart, rawLength) = (0, head.Length);
    }

    private char[] GrowFor(int length)
    {
        if (buffer.Length >= length)
            return buffer;
        var old = buffer;
        buffer = new char[length];
        old.CopyTo(buffer, 0);
        return buffer;
    }

    private static int LineEnds(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('\r', '\n') < 0)
            return 0;
        return text.Count('\n') + text.Count('\r') - text.Count("\r\n");
    }

    private readonly record struct Cell(int Start, int Length, bool IsUnescaped);
}
