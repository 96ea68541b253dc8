using System.Buffers;
using System.Text;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;

namespace MailMaker.Core.Tests.Delivery.Smtp;

public sealed class SmtpCommandsTests
{
    private static readonly SmtpCapabilities All = SmtpCapabilities.Of(new SmtpAnswer(
        250, "mail.example\nPIPELINING\nsize 20000\nSTARTTLS\nAUTH=LOGIN\nAUTH PLAIN CRAM-MD5\n8BITMIME\nSMTPUTF8\nX-WHATEVER 1 2"));

    [Fact]
    public void What_a_server_offers_is_read() => Assert.Equal(
        new SmtpCapabilities
        {
            Pipelining = true, Size = true, BiggestMail = 20_000, StartTls = true, AuthLogin = true, AuthPlain = true, EightBitMime = true, Utf8 = true,
        },
        All);

    [Theory]
    [InlineData("mail.example")]
    [InlineData("PIPELINING")] // the first line greets
    [InlineData("")]
    public void A_server_may_offer_nothing(string text) => Assert.Equal(SmtpCapabilities.None, SmtpCapabilities.Of(new SmtpAnswer(250, text)));

    [Theory]
    [InlineData("SIZE", true, null)]
    [InlineData("SIZE 0", true, null)]
    [InlineData("SIZE x", true, null)]
    [InlineData("SIZE 99999999999999999999999", true, null)]
    [InlineData("SIZE 5", true, 5L)]
    public void A_size_can_be_unlimited(string line, bool size, long? biggest)
    {
        var read = SmtpCapabilities.Of(new SmtpAnswer(250, "x\n" + line));
        Assert.Equal((size, biggest), (read.Size, read.BiggestMail));
    }

    [Fact]
    public void A_mail_is_offered_with_what_the_server_knows_and_no_more()
    {
        var plain = SmtpEnvelope.Of(Mail("maria@example.org"), null)!;
        Assert.Equal("MAIL FROM:<bounce+x@in.example> SIZE=5\r\n", Line(plain, "hello", All));
        Assert.Equal("MAIL FROM:<bounce+x@in.example>\r\n", Line(plain, "hello", SmtpCapabilities.None));
        Assert.Equal("MAIL FROM:<bounce+x@in.example> SIZE=6 BODY=8BITMIME\r\n", Line(plain, "hellö", All));
        var utf8 = SmtpEnvelope.Of(Mail("김영희@example.org"), null)!;
        Assert.Equal("MAIL FROM:<bounce+x@in.example> SIZE=6 BODY=8BITMIME SMTPUTF8\r\n", Line(utf8, "hellö", All));
        var written = new ArrayBufferWriter<byte>();
        SmtpCommands.Recipient(utf8, written);
        Assert.Equal("RCPT TO:<김영희@example.org>\r\n", Encoding.UTF8.GetString(written.WrittenSpan));
    }

    [Fact]
    public void What_a_server_can_not_take_is_not_offered()
    {
        var plain = SmtpEnvelope.Of(Mail("maria@example.org"), null)!;
        var utf8 = SmtpEnvelope.Of(Mail("김영희@example.org"), null)!;
        Assert.Null(SmtpCommands.Refusal(plain, "hello"u8, SmtpCapabilities.None));
        Assert.Null(SmtpCommands.Refusal(utf8, "hellö"u8, All));
        Assert.Equal(new HandOver.PermanentFailure("5.6.7"), SmtpCommands.Refusal(utf8, "hello"u8, All with { Utf8 = false }));
        Assert.Equal(new HandOver.PermanentFailure("5.6.3"), SmtpCommands.Refusal(plain, "hellö"u8, All with { EightBitMime = false }));
        Assert.Equal(new HandOver.PermanentFailure("5.3.4"), SmtpCommands.Refusal(plain, new byte[20_001], All));
    }

    [Theory]
    [InlineData("maria@bücher.example", "maria@xn--bcher-kva.example")]
    [InlineData("a.b+c@example.org", "a.b+c@example.org")]
    [InlineData("a@example.org>\r\nRCPT TO:<b@example.org", null)]
    [InlineData("a b@example.org", null)]
    [InlineData("nobody", null)]
    public void Nothing_but_an_address_stands_in_an_envelope(string to, string? expected) =>
        Assert.Equal(expected, SmtpEnvelope.Of(Mail(to), null)?.To);

    [Fact]
    public void Bounces_go_to_the_mails_own_return_path_first()
    {
        Assert.Equal("bounce+x@in.example", SmtpEnvelope.Of(Mail("a@example.org"), "all@in.example")!.From);
        Assert.Equal("all@in.example", SmtpEnvelope.Of(Mail("a@example.org") with { ReturnPath = null }, "all@in.example")!.From);
        Assert.Equal("news@shop.example", SmtpEnvelope.Of(Mail("a@example.org") with { ReturnPath = null }, null)!.From);
    }

    [Fact]
    public void Signing_in_is_written_as_the_RFCs_show_it()
    {
        Assert.Equal("AHRpbQB0YW5zdGFhZnRhbnN0YWFm", SaslText.Plain("tim", "tanstaaftanstaaf")); // RFC 4616 §4
        Assert.Equal("dGlt", SaslText.Login("tim"));
    }

    private static string Line(SmtpEnvelope envelope, string content, SmtpCapabilities offered)
    {
        var written = new ArrayBufferWriter<byte>();
        SmtpCommands.Mail(envelope, Encoding.UTF8.GetBytes(content), offered, written);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    private static OutboundMail Mail(string to) => new()
    {
        OperationId = Guid.Empty, Account = "acme", Campaign = "spring", FromAddress = "news@shop.example", ToAddress = to, Subject = "x", ReturnPath = "bounce+x@in.example",
        Date = DateTimeOffset.UnixEpoch,
    };
}
