using System.Buffers;
using MailMaker.Core.Delivery;
using MailMaker.Delivery.Smtp;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>npm's smtp-server, which shares no code with us and none with postfix, takes our mails with STARTTLS and sign-in.</summary>
public sealed class NodeSmtpServerTests
{
    [Fact]
    public async Task It_takes_what_was_written_to_the_octet()
    {
        await using var server = await NodeSmtpServer.StartAsync();
        await using var channel = Channel(server, "tanstaaf");
        var mails = Enumerable.Range(0, 30).Select(i => SmtpRig.Mail($"person{i}@example.org", $".\n..x\n{new string('è', i * 500)}\n.")).ToList();

        var answers = await Task.WhenAll(mails.Select(m => Task.Run(() => channel.HandOverAsync(m, default))));

        Assert.All(answers, a => Assert.IsType<HandOver.Accepted>(a));
        await Eventually.HoldsAsync(() => Task.FromResult(server.Taken.Count >= mails.Count));
        var taken = server.Taken.ToDictionary(t => t.To);
        Assert.Equal(30, taken.Count);
        Assert.All(mails, m => Assert.Equal(Written(m), taken[m.ToAddress].Content));
        Assert.All(taken.Values, t => Assert.Equal("bounce+mark@in.example", t.From));
    }

    [Fact]
    public async Task A_wrong_password_loses_no_mail_and_a_refused_recipient_is_refused_alone()
    {
        await using var server = await NodeSmtpServer.StartAsync();
        await using var wrong = Channel(server, "wrong");
        await using var right = Channel(server, "tanstaaf");

        Assert.Equal(new HandOver.TemporaryFailure("4.7.0") { Fault = FaultOf.Channel }, await wrong.HandOverAsync(SmtpRig.Mail(), default));
        Assert.Equal(new HandOver.PermanentFailure("5.1.1"), await right.HandOverAsync(SmtpRig.Mail("refused@example.org"), default));
        Assert.IsType<HandOver.Accepted>(await right.HandOverAsync(SmtpRig.Mail(), default));
    }

    private static SmtpChannel Channel(NodeSmtpServer server, string password) => new(
        new SmtpSettings { Host = "127.0.0.1", Port = server.Port, User = "tim", Password = password, Security = SmtpSecurity.Required, TrustedCertificates = server.Certificate },
        TimeProvider.System,
        new SmtpRig.KeptLog());

    private static byte[] Written(OutboundMail mail)
    {
        var octets = new ArrayBufferWriter<byte>();
        Assert.Null(MimeWriter.Write(mail, octets));
        return octets.WrittenSpan.ToArray();
    }
}
