namespace MailMaker.Core.Imports;

/// <content>What becomes of a record that is longer than a row may be.</content>
internal sealed partial class CsvReader
{
    // A record that outgrew the limit. True when the record should be tried again with more text, false when it was reported.
    private async ValueTask<bool> ResolveLongAsync(CancellationToken cancellation)
    {
        var text = buffer.AsSpan(start, end - start);
        var lineEnd = text.IndexOfAny('\r', '\n');
        if (lineEnd >= 0 && lineEnd < MostCharacters && LooksLikeRows(text[lineEnd..]))
        {
            // The lines in the open quote look like rows: the quote is the fault.
            FaultCell = Math.Min(cellCount, MostCells);
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
        (Fault, FaultCell, cellCount, linesInRecord) = (RowFault.TooLong, Math.Min(cell, ExpectedCells > 0 ? ExpectedCells - 1 : cell), 0, lines);
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
}
