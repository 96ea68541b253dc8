using System.Text;
using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

public class RejectedRowTests
{
    [Fact]
    public async Task What_was_written_is_read_again()
    {
        RejectedRow[] rows =
        [
            new(2, "email", "is empty, and the list's key", ",Ada,\"Via Roma, 1\""),
            new(3, "", "The row has 2 cells, the header 3", "a\nb", "Sheet!C3"),
            new(12_345_678, "nome \"x\"", "reason", ""),
        ];
        var file = RejectedRow.FileHeader + string.Concat(rows.Select(r => r.ToCsv()));

        var read = new List<RejectedRow>();
        await foreach (var row in RejectedRow.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(file))))
            read.Add(row);

        Assert.Equal(rows, read);
    }
}
