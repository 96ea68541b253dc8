using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

public class ParameterTests
{
    [Theory]
    [InlineData("attachment; filename=a.pdf", "a.pdf")]
    [InlineData("attachment; filename = \"a; b.pdf\"; size=3", "a; b.pdf")]
    [InlineData("attachment; filename=two words.pdf", "two words.pdf")]
    [InlineData("attachment; filename=report(1).pdf", "report(1).pdf")]
    [InlineData("attachment; filename*=utf-8''perch%C3%A9.pdf", "perché.pdf")]
    [InlineData("attachment; filename*=iso-8859-1'it'perch%E9.pdf", "perché.pdf")]
    [InlineData("attachment; filename*0=\"a very \"; filename*1=\"long\"; filename*2=.pdf", "a very long.pdf")]
    [InlineData("attachment; filename*1*=%A9.pdf; filename*0*=utf-8''perch%C3", "perché.pdf")]
    [InlineData("attachment; filename=plain.pdf; filename*=utf-8''s%C3%AC.pdf", "sì.pdf")]
    [InlineData("attachment; filename=\"=?utf-8?Q?s=C3=AC?=.pdf\"", "sì.pdf")]
    [InlineData("attachment; filename=\"never ends.pdf", "never ends.pdf")]
    [InlineData("attachment; filename=\"a \\\"b\\\".pdf\"", "a \"b\".pdf")]
    [InlineData("attachment; filename=a.pdf; filename=b.pdf", "a.pdf")]
    [InlineData("ATTACHMENT; FILENAME=a.pdf", "a.pdf")]
    public void Names_of_files_are_read_as_written(string disposition, string expected)
    {
        var value = HeaderValue.Read(disposition);
        Assert.Equal("attachment", value.Value);
        Assert.Equal(expected, value["filename"]);
    }

    [Theory]
    [InlineData("text/plain; charset=us-ascii (Plain text)", "text/plain", "us-ascii")]
    [InlineData("Text / HTML; charset=\"utf-8\"", "text / html", "utf-8")]
    [InlineData("(comment) text/plain;charset=utf-8;", "text/plain", "utf-8")]
    [InlineData("text/html charset=utf-8", "text/html", "utf-8")]
    [InlineData("text/plain", "text/plain", null)]
    [InlineData("text/plain; charset", "text/plain", null)]
    [InlineData("", "", null)]
    [InlineData(";;=;=x;", "", null)]
    public void Types_are_read_with_their_charset(string type, string value, string? charset)
    {
        var read = HeaderValue.Read(type);
        Assert.Equal(value, read.Value);
        Assert.Equal(charset, read["charset"]);
    }

    [Fact]
    public void What_is_no_type_is_plain_text() => Assert.Equal("text/plain", Mails.Read("Content-Type: text\n\nx").Root.MediaType);
}
