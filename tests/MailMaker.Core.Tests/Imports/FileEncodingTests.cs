using System.Text;
using MailMaker.Core.Imports;

namespace MailMaker.Core.Tests.Imports;

/// <summary>Contact files as spreadsheet programs write them in several countries.</summary>
public class FileEncodingTests
{
    [Theory]
    [InlineData("utf-8", true, TextKind.Utf8)]
    [InlineData("utf-8", false, TextKind.Utf8)]
    [InlineData("utf-16", true, TextKind.Utf16LittleEndian)]
    [InlineData("utf-16", false, TextKind.Utf16LittleEndian)]
    [InlineData("utf-16BE", true, TextKind.Utf16BigEndian)]
    [InlineData("utf-16BE", false, TextKind.Utf16BigEndian)]
    public async Task Unicode_is_read_with_and_without_a_byte_order_mark(string name, bool mark, TextKind kind)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("email,nome,città\r\na@example.com,Niccolò,서울\r\nb@example.com,😀,x\r\n")];

        foreach (var chunk in new[] { 1, 2, 3, 7, int.MaxValue })
        {
            var read = await Files.Read(bytes, chunk: chunk);
            Assert.Equal(kind, read.Encoding);
            Assert.Equal(["Niccolò", "😀"], read.Rows.Select(r => r["firstName"]));
            Assert.Equal("서울", read.Rows[0]["city"]);
        }
    }

    [Fact]
    public async Task Windows_1252_is_read_with_its_quotes_and_euro_sign()
    {
        byte[] bytes = [.. "email,nome\na@example.com,"u8, 0x93, .. "Niccol"u8, 0xF2, 0x94, .. " "u8, 0x80, .. "\n"u8];

        var read = await Files.Read(bytes);

        Assert.Equal(TextKind.Windows1252, read.Encoding);
        Assert.Equal("“Niccolò” €", read.Rows[0]["firstName"]);
    }

    [Fact]
    public async Task Korean_code_page_949_is_read()
    {
        var korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

        var read = await Files.Read(korean.GetBytes("이메일,이름\na@example.kr,김민준\nb@example.kr,박서연\n"), Files.List(country: "KR"));

        Assert.Equal(TextKind.Korean949, read.Encoding);
        Assert.Equal(["김민준", "박서연"], read.Rows.Select(r => r["firstName"]));
    }

    [Fact]
    public async Task A_broken_byte_far_down_a_utf_8_file_costs_its_row_only()
    {
        var text = new StringBuilder("email,nome\n");
        for (var i = 0; i < 20_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}@example.com,Niccolò {i}\n");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var at = bytes.AsSpan().IndexOf("a15000@"u8) + "a15000@example.com,Nic"u8.Length;
        bytes[at] = 0xFF;

        var read = await Files.Read(bytes);

        Assert.Equal(19_999, read.Rows.Count);
        var reject = Assert.Single(read.Rejects);
        Assert.Equal((15_002L, "nome"), (reject.Line, reject.Column));
        Assert.Contains("byte", reject.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\uDCFF', reject.Row);
    }

    [Fact]
    public async Task The_encoding_of_a_file_that_begins_in_ascii_is_decided_where_it_stops_being_ascii()
    {
        var ascii = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}@example.com,Ada\n"));
        byte[] bytes = [.. Encoding.ASCII.GetBytes("email,nome\n" + ascii), .. Encoding.Latin1.GetBytes("z@example.com,Niccolò\n")];

        var read = await Files.Read(bytes);

        Assert.Equal(TextKind.Windows1252, read.Encoding);
        Assert.Equal("Niccolò", read.Rows[^1]["firstName"]);
    }
}
