using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

/// <summary>Alone in the process: rows are read and staged by several threads, and what all of them allocate is counted.</summary>
[Collection("Fuzz")]
public class LongFieldTests
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
}
