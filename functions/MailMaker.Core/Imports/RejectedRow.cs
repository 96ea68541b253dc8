using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

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
    public string ToCsv() => FormattableString.Invariant($"{Line},{CsvCell.Quote(Column)},{CsvCell.Quote(Reason)},{CsvCell.Quote(Row)},{CsvCell.Quote(Cell)}\r\n");

    /// <summary>Reads a rejects file of ours, with its first line or without.</summary>
    public static async IAsyncEnumerable<RejectedRow> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var text = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var cells = new List<string>();
        while (await ReadRecordAsync(text, cells, cancellationToken).ConfigureAwait(false))
        {
            if (cells.Count == 5 && long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line))
                yield return new RejectedRow(line, cells[1], cells[2], cells[3], cells[4]);
            cells.Clear();
        }
    }

    // A record goes on while a quote is open; ours are well formed.
    private static async Task<bool> ReadRecordAsync(StreamReader text, List<string> cells, CancellationToken cancellationToken)
    {
        var record = new StringBuilder();
        var isQuoted = false;
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            record.Append(record.Length == 0 ? "" : "\n").Append(line);
            isQuoted ^= line.AsSpan().Count('"') % 2 == 1;
            if (isQuoted)
                continue;
            Split(record.ToString(), cells);
            return true;
        }

        return false;
    }

    private static void Split(string record, List<string> cells)
    {
        for (var at = 0; at <= record.Length;)
        {
            var end = at;
            for (var isQuoted = false; end < record.Length && (isQuoted || record[end] != ','); end++)
                isQuoted ^= record[end] == '"';
            var cell = record[at..end];
            cells.Add(cell is ['"', .., '"'] ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell);
            at = end + 1;
        }
    }
}
