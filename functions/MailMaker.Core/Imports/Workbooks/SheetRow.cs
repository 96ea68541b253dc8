namespace MailMaker.Core.Imports.Workbooks;

/// <summary>A row of a sheet, in a buffer that each row uses again. A row of too much text keeps what fits and says so.</summary>
/// <param name="mostCells">Cells that are kept; more are only counted.</param>
/// <param name="mostCharacters">Characters that all cells together may have.</param>
internal sealed class SheetRow(int mostCells = RowReader.MostCells, int mostCharacters = FileLimits.MostRowCharacters)
{
    private readonly Cell[] cells = new Cell[mostCells];
    private readonly char[] text = new char[mostCharacters];
    private int used;

    /// <summary>The row's number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Cells up to the last one with a value, kept or not.</summary>
    public int CellCount { get; private set; }

    /// <summary>The cell whose text had no room any more; negative when all had.</summary>
    public int TooLong { get; private set; }

    /// <summary>The texts of all cells, one after the other.</summary>
    public ReadOnlySpan<char> Text => text.AsSpan(0, used);

    /// <summary>Begins a row.</summary>
    public void Begin(int number)
    {
        Array.Clear(cells, 0, Math.Min(CellCount, cells.Length));
        (Number, CellCount, TooLong, used) = (number, 0, -1, 0);
    }

    /// <summary>A cell's text; empty where there is none.</summary>
    public ReadOnlySpan<char> TextOf(int column) => column < Math.Min(CellCount, cells.Length) ? text.AsSpan(cells[column].Start, cells[column].Length) : [];

    /// <summary>What a cell holds.</summary>
    public CellKind KindOf(int column) => column < Math.Min(CellCount, cells.Length) ? cells[column].Kind : CellKind.Text;

    /// <summary>The number that a cell of a number or a date is kept as; 0 else.</summary>
    public double NumberOf(int column) => column < Math.Min(CellCount, cells.Length) ? cells[column].Number : 0;

    /// <summary>Room for the next cell's text; as much of it as is filled is kept by adding the cell.</summary>
    public Span<char> Room => text.AsSpan(used);

    /// <summary>Adds a cell whose text was written into <see cref="Room"/>; one without text is none.</summary>
    public void Add(int column, CellKind kind, int length, double number = 0)
    {
        if (length == 0)
            return;
        CellCount = Math.Max(CellCount, column + 1);
        if (column >= cells.Length)
            return;
        cells[column] = new Cell(used, length, kind, number);
        used += length;
    }

    /// <summary>Adds a cell with this text.</summary>
    public void Add(int column, CellKind kind, ReadOnlySpan<char> value, double number = 0)
    {
        if (!value.TryCopyTo(Room))
            Overflow(column);
        else
            Add(column, kind, value.Length, number);
    }

    /// <summary>Notes that a cell's text has no room.</summary>
    public void Overflow(int column)
    {
        CellCount = Math.Max(CellCount, column + 1);
        TooLong = TooLong < 0 ? column : TooLong;
    }

    private readonly record struct Cell(int Start, int Length, CellKind Kind, double Number);
}
