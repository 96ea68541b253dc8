namespace MailMaker.Core.Imports;

/// <summary>Reads a table row by row: the records of a text file or the rows of a sheet. What it shows of a row is valid until the next read.</summary>
internal abstract class RowReader
{
    /// <summary>Characters that a row may have. All fields of a contact together are smaller.</summary>
    public const int MostCharacters = FileLimits.MostRowCharacters;

    /// <summary>Cells that are kept of a row; more are only counted.</summary>
    public const int MostCells = 1_024;

    /// <summary>Where the current row begins: the physical line of a text file or the row of a sheet, from 1.</summary>
    public long Line { get; protected set; }

    /// <summary>Cells of the current row, kept or not.</summary>
    public abstract int CellCount { get; }

    /// <summary>What is wrong with the current row as a whole.</summary>
    public RowFault Fault { get; protected set; }

    /// <summary>The cell, from 0, that the fault is in.</summary>
    public int FaultCell { get; protected set; }

    /// <summary>Cells that the header has; 0 while unknown.</summary>
    public int ExpectedCells { get; set; }

    /// <summary>The text of the current row: as it stands in a text file, without its line end; of a sheet the cells' texts one after the other.</summary>
    public abstract ReadOnlySpan<char> Raw { get; }

    /// <summary>Whether the current row is an empty line.</summary>
    public bool IsEmptyLine => Raw.IsEmpty;

    /// <summary>A cell's value; empty beyond the last cell.</summary>
    public abstract ReadOnlySpan<char> this[int index] { get; }

    /// <summary>What a cell holds.</summary>
    public virtual CellKind KindOf(int index) => CellKind.Text;

    /// <summary>Where a cell of the current row stands, such as <c>Clients!C12</c>; empty for a text file, where line and heading say it.</summary>
    /// <param name="index">The cell; negative for the row as a whole.</param>
    public virtual string PlaceOf(int index) => "";

    /// <summary>The current row as a person would write it into a text file, for the client's own rejects file.</summary>
    public virtual string AsText(int mostCharacters) => Raw[..Math.Min(Raw.Length, mostCharacters)].ToString();

    /// <summary>Moves to the next row; false at the end of the table.</summary>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellation);
}
