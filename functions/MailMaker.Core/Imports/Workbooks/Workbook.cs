namespace MailMaker.Core.Imports.Workbooks;

/// <summary>An open workbook. Damage is told by <see cref="DamagedFileException"/>.</summary>
internal abstract class Workbook : IDisposable
{
    /// <summary>Its sheets with cells, in their order; charts are none.</summary>
    public abstract IReadOnlyList<SheetEntry> Sheets { get; }

    /// <summary>Whether its day counts run from 1904.</summary>
    public abstract bool From1904 { get; }

    /// <summary>Opens the rows of a sheet; one sheet at a time.</summary>
    /// <param name="sheet">The sheet, from 0.</param>
    public abstract SheetRows Open(int sheet);

    /// <inheritdoc />
    public abstract void Dispose();
}
