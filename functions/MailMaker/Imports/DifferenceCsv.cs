using System.Globalization;
using System.Text;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>A difference as CSV: a line for each field that differs, and one for each rejected or protected row.</summary>
internal static class DifferenceCsv
{
    /// <summary>The first line.</summary>
    public const string FileHeader = "kind,line,key,field,old,new,reason\r\n";

    /// <summary>The whole file.</summary>
    public static string Of(ImportDifference difference)
    {
        var text = new StringBuilder(FileHeader);
        foreach (var (kind, rows) in new[] { ("added", difference.Added), ("changed", difference.Changed), ("removed", difference.Removed) })
        {
            foreach (var row in rows)
                Add(text, kind, row.Line, row.Key, row.Fields, "");
        }

        foreach (var row in difference.Rejected)
            Line(text, "rejected", row.Line, "", row.Column, "", row.Row, row.Reason);
        foreach (var row in difference.Protected)
            Add(text, "protected", row.Line, row.Key, row.Fields, Words(row.Reason));
        return text.ToString();
    }

    private static void Add(StringBuilder text, string kind, long line, string key, IReadOnlyList<FieldDifference> fields, string reason)
    {
        if (fields.Count == 0)
            Line(text, kind, line, key, "", "", "", reason);
        foreach (var (field, old, now) in fields)
            Line(text, kind, line, key, field, old ?? "", now ?? "", reason);
    }

    private static void Line(StringBuilder text, string kind, long line, params ReadOnlySpan<string> cells)
    {
        text.Append(kind).Append(',').Append(line == 0 ? "" : line.ToString(CultureInfo.InvariantCulture));
        foreach (var cell in cells)
            text.Append(',').Append(CsvCell.Quote(cell));
        text.Append("\r\n");
    }

    private static string Words(Bar bar) => bar switch { Bar.Left => "left", Bar.Suppressed => "suppressed", _ => "complained" };
}
