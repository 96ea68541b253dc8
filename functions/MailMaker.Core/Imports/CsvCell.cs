namespace MailMaker.Core.Imports;

/// <summary>Cells of the CSV files that we write (RFC 4180 §2).</summary>
public static class CsvCell
{
    /// <summary>The cell, in quotes where it needs them.</summary>
    public static string Quote(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
