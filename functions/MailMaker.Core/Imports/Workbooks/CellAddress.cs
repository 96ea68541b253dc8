namespace MailMaker.Core.Imports.Workbooks;

/// <summary>Addresses of cells in the A1 notation (ECMA-376 part 1, 18.18.62).</summary>
internal static class CellAddress
{
    /// <summary>The letters of a column, from 0.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var n = column + 1; n > 0; n = (n - 1) / 26)
            name = (char)('A' + ((n - 1) % 26)) + name;
        return name;
    }

    /// <summary>The column, from 0, of an address; -1 when it is none, or beyond what a sheet has.</summary>
    public static int ColumnOf(ReadOnlySpan<char> address)
    {
        var column = 0;
        foreach (var c in address)
        {
            if (!char.IsAsciiLetter(c))
                break;
            column = (column * 26) + (c & 0x1F);
            if (column > FileLimits.MostSheetColumns)
                return -1;
        }

        return column - 1;
    }
}
