namespace MailMaker.Core.Imports;

/// <summary>What a contact file may be, so that none takes the host's memory or hours. A file past a limit is refused with the limit's name.</summary>
public static class FileLimits
{
    /// <summary>Bytes that a packed file, or all that is read of a workbook, may have unpacked: 4 GiB.</summary>
    public const long MostUnpackedBytes = 4L * 1024 * 1024 * 1024;

    /// <summary>
    /// Bytes unpacked per byte packed. Sheets of real contacts reach 10 to 40, and a file of one cell repeated about 100; bombs begin at 1,000. Not
    /// asked of the first <see cref="FreeUnpackedBytes"/>.
    /// </summary>
    public const int MostRatio = 200;

    /// <summary>Unpacked bytes for which the ratio does not count: 16 MiB.</summary>
    public const long FreeUnpackedBytes = 16L * 1024 * 1024;

    /// <summary>Bytes of a workbook that came inside an archive, or of an old workbook (.xls), which is read in memory: 128 MiB and 64 MiB.</summary>
    public const long MostPackedWorkbookBytes = 128L * 1024 * 1024;

    /// <inheritdoc cref="MostPackedWorkbookBytes"/>
    public const long MostOldWorkbookBytes = 64L * 1024 * 1024;

    /// <summary>Files that an archive or a workbook may consist of.</summary>
    public const int MostEntries = 10_000;

    /// <summary>Sheets of a workbook.</summary>
    public const int MostSheets = 1_000;

    /// <summary>Rows of a sheet (ECMA-376, Excel's own limit).</summary>
    public const int MostSheetRows = 1_048_576;

    /// <summary>Columns of a sheet (Excel's own limit); of them as many are read as a contact has fields.</summary>
    public const int MostSheetColumns = 16_384;

    /// <summary>Cell styles of a workbook (Excel's own limit is 65,490).</summary>
    public const int MostStyles = 70_000;

    /// <summary>Characters of a row, and so of a cell; Excel's own limit for a cell is 32,767.</summary>
    public const int MostRowCharacters = 64 * 1024;

    /// <summary>Bytes between two marks of a workbook's XML: no cell that a spreadsheet writes is longer.</summary>
    internal const int MostBytesWithoutMarkup = 1024 * 1024;

    /// <summary>Elements within each other in a workbook's XML.</summary>
    internal const int MostDepth = 64;
}
