using System.Text;
using static MailMaker.Core.Tests.Imports.Workbooks.Workbooks;

namespace MailMaker.Core.Tests.Imports;

public class PackedFileTests
{
    private static readonly byte[] Csv = "email;nome\na@example.com;Ada\n"u8.ToArray();
    private static readonly byte[] Xlsx = Of(Row(1, "email") + Row(2, "a@example.com"));

    public static TheoryData<string, byte[]> Packed => new()
    {
        { "csv.gz", Gzip(Csv) },
        { "csv.zip", Zip([("folder/", []), ("folder/file.csv", Csv), ("__MACOSX/._file.csv", [1]), (".DS_Store", [1])]) },
        { "xlsx.gz", Gzip(Xlsx) },
        { "xlsx.zip", Zip([("file.xlsx", Xlsx)]) },
        { "UTF-16 in zip", Zip([("file.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("email\na@example.com\n")])]) },
    };

    [Theory]
    [MemberData(nameof(Packed), DisableDiscoveryEnumeration = true)]
    public async Task A_packed_file_is_read_as_the_file_itself_whatever_the_pieces_it_comes_in(string name, byte[] file)
    {
        foreach (var chunk in new[] { 3, int.MaxValue })
        {
            var read = await Files.Read(file, chunk: chunk);
            Assert.True(read.Refusal.Length == 0, $"{name}: {read.Refusal}");
            Assert.Equal("a@example.com", read.Rows.Single().Key);
        }
    }

    [Fact]
    public async Task An_old_workbook_in_a_zip_is_read() =>
        Assert.Equal(3, (await Files.Read(Zip([("file.xls", Old)]))).Rows.Count);

    [Fact]
    public async Task An_archive_of_several_files_is_refused_with_their_names()
    {
        var read = await Files.Read(Zip([("a.csv", Csv), ("b/c.csv", Csv)]));

        Assert.Equal("The archive holds 2 files; send each by itself. They are: a.csv, b/c.csv.", read.Refusal);
    }

    [Fact]
    public async Task An_archive_without_a_file_or_with_an_archive_in_it_is_refused()
    {
        Assert.Equal("The archive holds no file.", (await Files.Read(Zip([("folder/", Array.Empty<byte>())]))).Refusal);
        Assert.Contains("another archive", (await Files.Read(Zip([("a.zip", Zip([("a.csv", Csv)]))]))).Refusal, StringComparison.Ordinal);
        Assert.Contains("another archive", (await Files.Read(Gzip(Gzip(Csv)))).Refusal, StringComparison.Ordinal);
        Assert.Contains("OpenDocument", (await Files.Read(Zip([("mimetype", [1]), ("content.xml", [1])]))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_that_breaks_off_is_refused_and_not_taken_for_a_shorter_one()
    {
        var text = Encoding.UTF8.GetBytes("email\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"person{i * 7919 % 50_000}@example.com\n")));
        var gzip = Gzip(text);

        foreach (var missing in new[] { 1, 8, 100, gzip.Length / 2 })
            Assert.Contains("damaged", (await Files.Read(gzip[..^missing])).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bit_that_flipped_in_an_archive_refuses_the_file()
    {
        var zip = Zip([("a.csv", Encoding.UTF8.GetBytes("email\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"p{i}@example.com\n"))))]);
        var at = zip.AsSpan().IndexOf("a.csv"u8);
        foreach (var bit in new[] { at + 20, at + 200, at + 2_000, zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 16 })
        {
            byte[] damaged = [.. zip];
            damaged[bit] ^= 0x10;
            Assert.Contains("damaged", (await Files.Read(damaged)).Refusal, StringComparison.Ordinal);
        }
    }
}
