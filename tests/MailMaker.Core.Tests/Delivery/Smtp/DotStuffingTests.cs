using System.Buffers;
using System.Text;
using MailMaker.Core.Delivery.Smtp;

namespace MailMaker.Core.Tests.Delivery.Smtp;

public sealed class DotStuffingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a.b\r\nc.\r\n", "a.b\r\nc.\r\n")]
    [InlineData(".\r\n", "..\r\n")]
    [InlineData("..\r\n.a\r\n\r\n.\r\n", "...\r\n..a\r\n\r\n..\r\n")]
    [InlineData("a\r\n.\r\n.\r\n", "a\r\n..\r\n..\r\n")]
    [InlineData("a\n.b\r.c\r\n", "a\n.b\r.c\r\n")]
    public void A_dot_at_the_beginning_of_a_line_is_doubled(string content, string expected)
    {
        Assert.Equal(expected, Stuffed(content));
        Assert.Equal(expected != content, DotStuffing.IsNeeded(Encoding.ASCII.GetBytes(content)));
    }

    [Fact]
    public void Any_content_comes_back_as_it_was()
    {
        var random = new Random(11);
        for (var i = 0; i < 5_000; i++)
        {
            var content = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(3) switch { 0 => ".", 1 => "\r\n", _ => "x" })) + "\r\n";
            var lines = Stuffed(content).Split("\r\n");
            Assert.DoesNotContain(".", lines); // nothing ends it early
            Assert.Equal(content, string.Join("\r\n", lines.Select(l => l.StartsWith('.') ? l[1..] : l)));
        }
    }

    private static string Stuffed(string content)
    {
        var written = new ArrayBufferWriter<byte>();
        DotStuffing.Write(Encoding.ASCII.GetBytes(content), written);
        return Encoding.ASCII.GetString(written.WrittenSpan);
    }
}
