using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

/// <summary>Alone in the process: rows are read and staged by several threads, and what all of them allocate is counted.</summary>
[Collection("Fuzz")]
public class FileMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_field_of_ten_megabytes_costs_its_row_only(bool withLineBreaks)
    {
        var huge = withLineBreaks ? string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 10_000)) : new string('x', 10_000_000);
        var text = "email,nome,note\na@example.com,A,\"" + huge + "\"\nb@example.com,B,ok\n";

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await Files.Read(text);

        Assert.Equal("b@example.com", Assert.Single(read.Rows).Key);
        var reject = Assert.Single(read.Rejects);
        Assert.Equal((2L, "note", 2L), (reject.Line, reject.Column, read.RowCount));
        Assert.Equal(RejectedRow.MostRowCharacters, reject.Row.Length);
        Assert.Equal(withLineBreaks ? 10_003 : 3, read.Rows[0].Line);
        // The text itself and its bytes are the test's; the reader adds its fixed buffers only.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 25_000_000);
    }

    [Fact]
    public async Task An_old_workbook_whose_sectors_are_larger_than_any_is_damaged_and_costs_no_memory()
    {
        var header = new byte[512];
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(header, 0);
        header[26] = 3;
        (header[28], header[29]) = (0xFE, 0xFF);
        (header[30], header[32]) = (27, 6);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var reader = await ContactFileReader.OpenAsync(new MemoryStream(header), Files.List());

        Assert.Contains("damaged", reader.Refusal, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10_000_000);
    }
}
