using System.IO.Compression;
using System.Text;
using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports.Workbooks;

public class HostileWorkbookTests
{
    private const string Laughs =
        """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&lol1;</t></is></c></row></sheetData></worksheet>""";

    private const string Outside = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><sst><si><t>&file;</t></si></sst>""";

    [Theory]
    [InlineData("xl/worksheets/sheet0.xml", Laughs, "can't be read as XML")]
    [InlineData("xl/sharedStrings.xml", Outside, "can't be read as XML")]
    [InlineData("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c>", "refers to a text")]
    [InlineData("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row><c r=\"A1\"><v>1</v></c>", "can't be read as XML")]
    [InlineData("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>", "beyond 1,048,576")]
    [InlineData("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>", "an address that no sheet has")]
    [InlineData("xl/workbook.xml", "<workbook/>", "no visible sheet")]
    [InlineData("xl/workbook.xml", "<document/>", "no workbook")]
    [InlineData("xl/workbook.bin", "x", "binary workbook (.xlsb)")]
    public async Task A_part_that_is_not_as_it_should_be_refuses_the_file_and_says_why(string part, string xml, string reason)
    {
        var read = await Files.Read(Workbooks.With(part, xml));

        Assert.Contains(reason, read.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elements_within_elements_without_end_are_refused()
    {
        var read = await Files.Read(Workbooks.With("xl/worksheets/sheet0.xml", string.Concat(Enumerable.Repeat("<a>", 100_000))));

        Assert.Contains("deeper than 64", read.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<worksheet a=\"")]
    [InlineData("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>")]
    public async Task A_tag_or_text_without_end_is_refused_before_it_fills_memory(string start)
    {
        var file = Workbooks.With("xl/worksheets/sheet0.xml", start + new string('x', 20_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = await Files.Read(file);

        Assert.Contains("more than a megabyte", read.Refusal, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30_000_000);
    }

    [Fact]
    public async Task A_part_that_unpacks_to_a_multiple_of_any_sheet_is_refused()
    {
        var file = Workbooks.With("xl/worksheets/sheet0.xml", "<worksheet><sheetData>" + string.Concat(Enumerable.Repeat($"<row r=\"1\">{new string(' ', 5_000)}</row>", 8_000)));

        var read = await Files.Read(file);

        Assert.Contains("more than 200 times its size", read.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_more_than_a_row_may_have_costs_its_row_only()
    {
        var read = await Files.Read(Workbooks.Of(
            Workbooks.Row(1, "email", "nota") + Workbooks.Row(2, "a@example.com", new string('x', 40_000), new string('y', 40_000)) + Workbooks.Row(3, "b@example.com", "ok")));

        Assert.Equal("b@example.com", read.Rows.Single().Key);
        Assert.Equal(2L, read.Rejects.Single().Line);
    }

    [Fact]
    public async Task No_cut_of_a_workbook_throws_and_none_passes_for_whole()
    {
        foreach (var whole in new[] { Workbooks.Of(Workbooks.Row(1, "email") + Workbooks.Row(2, "a@example.com")), Workbooks.Old, Workbooks.Gzip("email\na@example.com\n"u8.ToArray()) })
        {
            for (var length = 1; length < whole.Length - (whole == Workbooks.Old ? 0 : 1); length += 1 + (whole.Length / 200))
            {
                var read = await Files.Read(whole[..length]);
                Assert.True(read.Refusal.Length > 0 || read.Rows.Count == 3, $"{length} of {whole.Length} bytes were read");
            }
        }
    }

    [Fact]
    public async Task A_workbook_under_a_password_is_refused_as_one()
    {
        // A compound file ([MS-CFB]) whose directory has the stream that encrypted workbooks have.
        var file = new byte[4096];
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(file, 0);
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(file, 1024);

        var read = await Files.Read(file);

        Assert.NotEqual("", read.Refusal);
    }

    [Fact]
    public async Task Every_workbook_of_the_public_material_is_read_or_refused()
    {
        if (Corpora.Find("xlsx") is not { } folder)
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "*.xls?", SearchOption.AllDirectories))
        {
            await using var file = File.OpenRead(path);
            using var reader = await ContactFileReader.OpenAsync(file, Files.List());
            while (reader.Refusal.Length == 0 && await reader.ReadAsync())
                Assert.True(reader.Rows > 0);
            if (path.Contains("_pwd_", StringComparison.Ordinal))
                Assert.Equal("The workbook is protected by a password. Save it without one.", reader.Refusal);
        }
    }

    [Fact]
    public async Task A_text_bomb_in_gzip_is_refused_on_its_way()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'\n');
            for (var i = 0; i < 64; i++)
                gzip.Write(block);
        }

        var read = await Files.Read([.. packed.ToArray()]);

        Assert.Contains("more than 200 times its size", read.Refusal, StringComparison.Ordinal);
    }
}
