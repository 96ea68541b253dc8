using System.Text;
using MailMaker.Core.Delivery.Smtp;

namespace MailMaker.Core.Tests.Delivery.Smtp;

public sealed class SmtpAnswerReaderTests
{
    [Theory]
    [InlineData("250 2.1.0 Ok\r\n", 250, "2.1.0 Ok")]
    [InlineData("250\r\n", 250, "")]
    [InlineData("250 \r\n", 250, "")]
    [InlineData("220 a\n", 220, "a")]
    [InlineData("250-a\r\n250-b c\r\n250 d\r\n", 250, "a\nb c\nd")]
    [InlineData("354 Go\r\n250 next", 354, "Go")]
    [InlineData("550-5.1.1 no\r\n550\r\n", 550, "5.1.1 no\n")]
    [InlineData("421 Dienst é\r\n", 421, "Dienst é")]
    public void A_whole_reply_is_read(string came, int code, string text)
    {
        Assert.Equal(SmtpReadState.Complete, Read(came, out var answer));
        Assert.Equal(new SmtpAnswer(code, text), answer);
    }

    [Theory]
    [InlineData("HTTP/1.1 400\r\n")]
    [InlineData("H")]
    [InlineData("25x\r\n")]
    [InlineData("2\r\n")]
    [InlineData("\r\n")]
    [InlineData("2505 no\r\n")]
    [InlineData("100 no\r\n")]
    [InlineData("650 no\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    [InlineData("250-a\r\nb\r\n")]
    [InlineData("\u0016\u0003\u0001")]
    public void What_is_no_reply_is_seen_at_once(string came) => Assert.Equal(SmtpReadState.Malformed, Read(came, out _));

    [Fact]
    public void Every_beginning_of_a_reply_waits_for_more()
    {
        const string Reply = "250-mail.example greets you\r\n250-SIZE 1000\r\n250 PIPELINING\r\n";
        for (var length = 0; length < Reply.Length; length++)
            Assert.Equal((length, SmtpReadState.Incomplete), (length, Read(Reply[..length], out _)));
        Assert.Equal(SmtpReadState.Complete, Read(Reply, out _));
    }

    [Fact]
    public void A_reply_without_end_is_refused()
    {
        Assert.Equal(SmtpReadState.Malformed, Read("250 " + new string('x', SmtpAnswerReader.LongestLine), out _));
        Assert.Equal(SmtpReadState.Malformed, Read(string.Concat(Enumerable.Repeat("250-x\r\n", 6_000)), out _));
        Assert.Equal(SmtpReadState.Complete, Read(string.Concat(Enumerable.Repeat("250-x\r\n", 1_000)) + "250 x\r\n", out _));
    }

    [Fact]
    public void No_octets_make_it_throw()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var octets = new byte[random.Next(40)];
            random.NextBytes(octets);
            if (i % 2 == 0 && octets.Length > 4)
                "250-"u8.CopyTo(octets);
            SmtpAnswerReader.Read(octets, out var answer, out var length);
            Assert.True(length <= octets.Length && (answer is null || answer.Code is >= 200 and <= 599));
        }
    }

    private static SmtpReadState Read(string came, out SmtpAnswer? answer) => SmtpAnswerReader.Read(Encoding.UTF8.GetBytes(came), out answer, out _);
}
