namespace MailMaker.Core.Imports;

/// <summary>A row that was not imported.</summary>
/// <param name="Line">The physical line of the file, from 1, that the row begins on.</param>
/// <param name="Column">The heading of the column at fault; empty when the row as a whole is.</param>
/// <param name="Reason">What is wrong, without the value.</param>
/// <param name="Row">The row as the file has it, cut at <see cref="MostRowCharacters"/>: for the client's own rejects file, never for logs or reports.</param>
/// <param name="Cell">Of a workbook the sheet and the cell, such as <c>Clients!C12</c>; empty for a text file.</param>
public sealed record RejectedRow(long Line, string Column, string Reason, string Row, string Cell = "")
{
    /// <summary>Characters of the original row that are kept.</summary>
    public const int MostRowCharacters = 4_000;

    /// <summary>The first line of a rejects file.</summary>
    public const string FileHeader = "line,column,reason,row,cell\r\n";

    /// <summary>The line of a rejects file (RFC 4180).</summary>
    public string ToCsv() => FormattableString.Invariant($"{Line},{Quote(Column)},{Quote(Reason)},{Quote(Row)},{Quote(Cell)}\r\n");

    private static string Quote(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
