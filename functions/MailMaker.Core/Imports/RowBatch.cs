namespace MailMaker.Core.Imports;

/// <summary>Rows of a text file, copied, so that they can be worked on while the next ones are read. Used by one thread at a time.</summary>
internal sealed class RowBatch : RowReader
{
    private const int MostRows = 256;

    private readonly List<CopiedRow> rows = [];
    private char[] text = new char[4 * 1024];
    private TextCell[] cells = new TextCell[256];
    private int textLength;
    private int cellsLength;
    private int current = -1;

    /// <summary>Whether no more rows should be added. Any one row fits.</summary>
    public bool IsFull => rows.Count == MostRows || textLength >= MostCharacters;

    /// <inheritdoc />
    public override int CellCount => rows[current].CellCount;

    /// <inheritdoc />
    public override ReadOnlySpan<char> Raw => text.AsSpan(rows[current].RawStart, rows[current].RawLength);

    /// <inheritdoc />
    public override ReadOnlySpan<char> this[int index]
    {
        get
        {
            var row = rows[current];
            if (index >= row.KeptCells)
                return [];
            var cell = cells[row.FirstCell + index];
            return text.AsSpan(cell.Start, cell.Length);
        }
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        rows.Clear();
        (textLength, cellsLength, current) = (0, 0, -1);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its line and what is wrong with it.</param>
    /// <param name="raw">Its text.</param>
    /// <param name="unescaped">The values of its cells that had doubled quotes.</param>
    /// <param name="from">Its cells that are kept.</param>
    /// <param name="rawStart">What stands at the beginning of the text is at this place for the cells.</param>
    public void Add(RowReader row, ReadOnlySpan<char> raw, ReadOnlySpan<char> unescaped, ReadOnlySpan<TextCell> from, int rawStart = 0)
    {
        rows.Add(new CopiedRow(row.Line, row.Fault, row.FaultCell, row.CellCount, cellsLength, from.Length, textLength, raw.Length));
        var (ofRaw, ofUnescaped) = (textLength, textLength + raw.Length);
        Grow(ref text, textLength + raw.Length + unescaped.Length);
        Grow(ref cells, cellsLength + from.Length);
        raw.CopyTo(text.AsSpan(ofRaw));
        unescaped.CopyTo(text.AsSpan(ofUnescaped));
        textLength += raw.Length + unescaped.Length;
        foreach (var cell in from)
            cells[cellsLength++] = cell with { Start = cell.Start + (cell.IsUnescaped ? ofUnescaped : ofRaw - rawStart) };
    }

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Next()
    {
        if (++current >= rows.Count)
            return false;
        var row = rows[current];
        (Line, Fault, FaultCell) = (row.Line, row.Fault, row.FaultCell);
        return true;
    }

    /// <inheritdoc />
    public override ValueTask<bool> ReadAsync(CancellationToken cancellation) => new(Next());

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            Array.Resize(ref array, Math.Max(length, 2 * array.Length));
    }

    private readonly record struct CopiedRow(
        long Line, RowFault Fault, int FaultCell, int CellCount, int FirstCell, int KeptCells, int RawStart, int RawLength);
}
