using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

public class AnyFileTests
{
    private const string Alphabet = "ab,;\t|\"\r\n é한😀";

    private static readonly Gen<string> Cell = Gen.Choose(0, 6)
        .SelectMany(n => Gen.ArrayOf(Gen.Elements(Alphabet.EnumerateRunes().Select(r => r.ToString())), n))
        .Select(string.Concat);

    [Fact]
    public void What_is_written_by_the_rules_is_read_back_whatever_the_pieces_it_comes_in() => Prop.ForAll(
        Gen.ArrayOf(Gen.ArrayOf(Cell, 3), 4).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(),
        (rows, chunk) =>
        {
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
            var read = Read(Encoding.UTF8.GetBytes(text), chunk);
            return read.Select(r => string.Join('\u0001', r)).SequenceEqual(rows.Select(r => string.Join('\u0001', r)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_stop_the_reader_and_the_rows_it_tells_are_staged_or_rejected() => Prop.ForAll(
        Gen.ArrayOf(Gen.Frequency((8, Gen.Elements("email,a@b.it;\"\r\n\t|x"u8.ToArray())), (1, Gen.Choose(0, 255).Select(b => (byte)b)))).Resize(400).ToArbitrary(),
        bytes =>
        {
            byte[] file = [.. "email,nome\n"u8, .. bytes];
            var read = Files.Read(file).GetAwaiter().GetResult();
            var again = Files.Read(file, chunk: 3).GetAwaiter().GetResult();
            return read.Refusal.Length > 0 || (read.RowCount == read.Rows.Count + read.Rejects.Count
                && read.Rows.SequenceEqual(again.Rows) && read.Rejects.SequenceEqual(again.Rejects));
        }).QuickCheckThrowOnFailure();

    private static List<string[]> Read(byte[] bytes, int chunk)
    {
        var csv = new CsvReader(new TextSource(new Files.ChunkedStream(bytes, chunk)), ',');
        var rows = new List<string[]>();
        while (csv.ReadAsync(default).AsTask().GetAwaiter().GetResult())
            rows.Add([.. Enumerable.Range(0, csv.CellCount).Select(i => csv[i].ToString())]);
        return rows;
    }
}
