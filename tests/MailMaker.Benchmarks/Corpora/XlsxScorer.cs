using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MailMaker.Core.Imports;
using MailMaker.Core.Imports.Packing;
using MailMaker.Core.Imports.Workbooks;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Workbooks of other libraries' suites: the cells that two readers agree on, and files that break readers.</summary>
internal sealed class XlsxScorer : CorpusScorer
{
    private const int RowsCompared = 2_000;
    private const int MostSeconds = 5;
    private const long MostMegabytes = 300;

    public override string Name => "xlsx";

    public override string Needs => "xlsx/expected.jsonl";

    public override IEnumerable<CorpusScore> Score(string folder)
    {
        var (cells, hits, files, hostile, clean) = (0L, 0L, 0, 0, 0);
        var (notes, uncleanNotes) = (new List<string>(), new List<string>());
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var name = item.GetProperty("file").GetString()!;
            var (read, complaint) = Read(Path.Combine(folder, "xlsx", name));
            if (complaint.Length > 0)
                uncleanNotes.Add($"{name}: {complaint}");
            hostile++;
            clean += complaint.Length == 0 ? 1 : 0;
            if (!item.TryGetProperty("sheets", out var sheets))
                continue;
            files++;
            foreach (var sheet in sheets.EnumerateObject())
            {
                foreach (var cell in sheet.Value.EnumerateArray())
                {
                    cells++;
                    var address = cell[0].GetString()!;
                    var found = read.GetValueOrDefault((sheet.Name, address), "nothing");
                    if (Equal(cell[1].GetString()!, cell[2], found))
                        hits++;
                    else
                        notes.Add($"{name} {sheet.Name}!{address}: {found} instead of {cell[2]}");
                }
            }
        }

        yield return new($"xlsx: cells of {files} files", hits, cells, Mark.AtLeast(.999), notes);
        yield return new($"xlsx: read or refused in {MostSeconds} s and {MostMegabytes} MB", clean, hostile, Mark.AtLeast(1), uncleanNotes);
    }

    // All cells of all sheets, or what was wrong with the way it ended.
    private static (Dictionary<(string Sheet, string Address), string> Cells, string Complaint) Read(string path)
    {
        var cells = new Dictionary<(string, string), string>();
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var complaint = "";
        try
        {
            ReadAll(path, cells);
        }
        catch (DamagedFileException)
        {
            // Refused, which is an answer.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            complaint = $"{e.GetType().Name}: {e.Message}";
        }

        var megabytes = (GC.GetTotalMemory(forceFullCollection: false) - before) >> 20;
        if (complaint.Length == 0 && watch.Elapsed > TimeSpan.FromSeconds(MostSeconds))
            complaint = string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F1} s");
        return (cells, complaint.Length == 0 && megabytes > MostMegabytes ? $"{megabytes} MB" : complaint);
    }

    private static void ReadAll(string path, Dictionary<(string, string), string> cells)
    {
        using var file = File.OpenRead(path);
        using var opened = new FileOpener(() => new MemoryStream()).OpenAsync(file, default).AsTask().GetAwaiter().GetResult();
        if (opened.Kind == ContactFileKind.Text)
            throw new DamagedFileException("No workbook.");
        using Workbook workbook = opened.Kind == ContactFileKind.Xls ? new XlsWorkbook(opened.Content) : new XlsxWorkbook(opened.Content, () => new MemoryStream());
        var row = new SheetRow(FileLimits.MostSheetColumns, 16 * FileLimits.MostRowCharacters);
        for (var sheet = 0; sheet < workbook.Sheets.Count; sheet++)
        {
            using var rows = workbook.Open(sheet);
            while (rows.Read(row))
            {
                for (var column = 0; row.Number <= RowsCompared && column < row.CellCount; column++)
                {
                    if (row.TextOf(column) is { IsEmpty: false } text)
                        cells[(workbook.Sheets[sheet].Name, CellAddress.ColumnName(column) + row.Number.ToString(CultureInfo.InvariantCulture))] = Shown(row, column, text);
                }
            }
        }
    }

    private static string Shown(SheetRow row, int column, ReadOnlySpan<char> text) => row.NumberOf(column) != 0 || row.KindOf(column) == CellKind.Date
        ? row.NumberOf(column).ToString("R", CultureInfo.InvariantCulture) : text.ToString();

    private static bool Equal(string type, JsonElement expected, string found) => type switch
    {
        "n" => (double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) || (found == "00:00:00" && n == 0)) && Close(expected.GetDouble(), n),
        "b" => found == (expected.GetBoolean() ? "true" : "false"),
        _ => found == expected.GetString(),
    };

    private static bool Close(double expected, double found) => Math.Abs(expected - found) <= 1e-5 + (1e-9 * Math.Abs(expected));
}
