using System.Text;
using System.Text.Json;
using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

public class CsvReaderTests
{
    private static async Task<(List<string[]> Rows, int Faults)> Read(byte[] bytes, char? delimiter = null)
    {
        var sample = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var csv = new CsvReader(new TextSource(new MemoryStream(bytes)), delimiter ?? DelimiterSniffer.Find(sample, _ => false));
        var (rows, faults) = (new List<string[]>(), 0);
        while (await csv.ReadAsync(default))
        {
            if (csv.Fault != RowFault.None)
                faults++;
            else
                rows.Add([.. Enumerable.Range(0, csv.CellCount).Select(i => csv[i].ToString())]);
        }

        return (rows, faults);
    }

    [Fact]
    public async Task Every_file_of_csv_spectrum_reads_as_its_json_says()
    {
        if (Corpora.Find("csv-spectrum") is not { } folder)
            return;
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "csvs")))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "json", name + ".json")));
            var (rows, faults) = await Read(await File.ReadAllBytesAsync(file));
            // This one's JSON names another telephone number than its file.
            if (name == "location_coordinates")
            {
                Assert.Equal(json.RootElement.GetProperty("Location Coordinates").GetString(), rows[1][1]);
                continue;
            }

            Assert.Equal(0, faults);
            // Copies of the CSV files may have lost their carriage returns on the way; the JSON keeps them.
            var expected = json.RootElement.EnumerateArray().Select(o => o.EnumerateObject().Select(p => p.Value.GetString()!.ReplaceLineEndings("\n")).ToArray());
            Assert.Equal(expected, rows.Skip(1).Select(r => r.Select(c => c.ReplaceLineEndings("\n")).ToArray()));
            Assert.Equal(json.RootElement[0].EnumerateObject().Select(p => p.Name), rows[0]);
        }
    }

    [Fact]
    public async Task Every_applicable_case_of_papaparse_reads_as_it_says()
    {
        if (Corpora.Find("csv-papaparse/cases.json") is not { } file)
            return;
        using var cases = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var (wrong, applied) = (new List<string>(), 0);
        foreach (var item in cases.RootElement.EnumerateArray())
        {
            if (!IsApplicable(item, out var delimiter))
                continue;
            applied++;
            var (rows, faults) = await Read(Encoding.UTF8.GetBytes(item.GetProperty("input").GetString()!), delimiter);
            var expected = item.GetProperty("expected");
            var quotes = expected.GetProperty("errors").EnumerateArray().Count(e => e.GetProperty("type").GetString() == "Quotes");
            // A row with broken quotes is reported and not guessed at; the count of what was guessed is not ours to match.
            var same = quotes > 0 ? faults > 0 : faults == 0 && Equal(Rows(expected.GetProperty("data")), rows.Where(r => r is not [""]));
            if (!same)
                wrong.Add(item.GetProperty("description").GetString()! + " | " + string.Join(" / ", rows.Select(r => string.Join("^", r))));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {applied} differ:\n{string.Join('\n', wrong)}");
        Assert.True(applied > 60, $"only {applied} cases applied");
    }

    private static bool Equal(IEnumerable<string[]> expected, IEnumerable<string[]> actual) =>
        expected.Select(r => string.Join('\u0001', r)).SequenceEqual(actual.Select(r => string.Join('\u0001', r)));

    private static IEnumerable<string[]> Rows(JsonElement data) => data.EnumerateArray()
        .Select(row => row.EnumerateArray().Select(c => c.ToString()).ToArray())
        .Where(row => row is not [""]);

    // Comments, other quotes, typed values, previews and headers as objects are no part of this reader.
    private static bool IsApplicable(JsonElement item, out char? delimiter)
    {
        delimiter = null;
        // Line ends may be mixed here, so the first one does not decide for all.
        if (item.GetProperty("description").GetString()!.StartsWith("Mixed slash n and slash r", StringComparison.Ordinal))
            return false;
        if (item.GetProperty("configHasFunction").GetBoolean() || item.GetProperty("expected").GetProperty("data") is not { ValueKind: JsonValueKind.Array } data
            || data.EnumerateArray().Any(r => r.ValueKind != JsonValueKind.Array || r.EnumerateArray().Any(c => c.ValueKind != JsonValueKind.String)))
            return false;
        foreach (var option in item.GetProperty("config").EnumerateObject())
        {
            var text = option.Value.ToString();
            if (option.Name == "delimiter" && text is "," or ";" or "\t" or "|")
                delimiter = text[0];
            else if (option.Name is not ("newline" or "skipEmptyLines" or "fastMode") || text is "greedy")
                return false;
        }

        return true;
    }
}
