using MailMaker.Core.Imports.Packing;
using MailMaker.Core.Imports.Workbooks;

namespace MailMaker.Core.Imports;

/// <summary>The sheet of a workbook that holds the contacts.</summary>
internal sealed class SheetTable : IDisposable
{
    private readonly Workbook workbook;
    private readonly SheetRows rows;

    private SheetTable(Workbook workbook, int sheet)
    {
        this.workbook = workbook;
        Name = workbook.Sheets[sheet].Name;
        From1904 = workbook.From1904;
        rows = workbook.Open(sheet);
        Rows = new SheetReader(rows, Name);
    }

    /// <summary>The sheet's name.</summary>
    public string Name { get; }

    /// <summary>Whether the workbook counts days from 1904.</summary>
    public bool From1904 { get; }

    /// <summary>Its rows.</summary>
    public SheetReader Rows { get; }

    /// <summary>Opens a workbook at the sheet that is asked for, or at the first visible one that has a cell.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sheet">The sheet's name, whatever its case; null: the rule decides.</param>
    /// <param name="spool">Makes an empty spool.</param>
    public static SheetTable Open(OpenedFile file, string? sheet, Func<Stream> spool)
    {
        Workbook workbook = file.Kind == ContactFileKind.Xls ? new XlsWorkbook(file.Content) : new XlsxWorkbook(file.Content, spool);
        try
        {
            return new SheetTable(workbook, sheet is null ? First(workbook) : Named(workbook, sheet));
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        rows.Dispose();
        workbook.Dispose();
    }

    private static int First(Workbook workbook)
    {
        var visible = Enumerable.Range(0, workbook.Sheets.Count).Where(i => workbook.Sheets[i].IsVisible).ToList();
        if (visible.Count == 0)
            throw new DamagedFileException("The workbook has no visible sheet.");
        var row = new SheetRow();
        foreach (var sheet in visible)
        {
            using var rows = workbook.Open(sheet);
            while (rows.Read(row))
            {
                if (row.CellCount > 0)
                    return sheet;
            }
        }

        throw new DamagedFileException("The workbook's visible sheets are empty.");
    }

    private static int Named(Workbook workbook, string name)
    {
        for (var i = 0; i < workbook.Sheets.Count; i++)
        {
            if (workbook.Sheets[i].Name.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        var names = string.Join(", ", workbook.Sheets.Take(20).Select(s => s.Name));
        throw new DamagedFileException($"The workbook has no sheet {name}, which the mapping names; it has: {names}.");
    }
}
