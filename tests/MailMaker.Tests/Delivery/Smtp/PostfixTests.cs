using System.Buffers;
using System.Text;
using MailMaker.Core.Delivery;
using MailMaker.Delivery.Smtp;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>A real postfix takes our mails, encrypted and signed in, and what it delivers is what was written, to the octet.</summary>
public sealed class PostfixTests
{
    private const string Traps = ".\n..\n.dot\nFrom here\n\n.\r\nè così.\n";

    [PostfixFact]
    public async Task What_postfix_delivers_is_what_was_written()
    {
        await using var relay = await PostfixRelay.StartAsync();
        await using var channel = Channel(relay);
        var mails = Enumerable.Range(0, 40).Select(i => Mail($"person{i}@example.org", $"{Traps}{new string('x', i * 700)}\n")).ToList();

        var answers = await Task.WhenAll(mails.Select(m => Task.Run(() => channel.HandOverAsync(m, default))));

        Assert.All(answers, a => Assert.Contains("queued as", Assert.IsType<HandOver.Accepted>(a).Reference, StringComparison.Ordinal));
        var delivered = (await relay.DeliveredAsync(40)).Select(OwnPart).Order(StringComparer.Ordinal);
        Assert.Equal(mails.Select(Written).Order(StringComparer.Ordinal), delivered);
    }

    [PostfixFact]
    public async Task Pythons_parser_reads_what_postfix_delivered()
    {
        if (!await ChildProcess.ExistsAsync("python3"))
            return;
        await using var relay = await PostfixRelay.StartAsync();
        await using var channel = Channel(relay);
        Assert.IsType<HandOver.Accepted>(await channel.HandOverAsync(Mail("person@example.org", Traps), default));
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "mail.eml");
        await File.WriteAllBytesAsync(path, Assert.Single(await relay.DeliveredAsync(1)));

        var seen = await ChildProcess.RunAsync("python3", [Path.Combine(NodePackages.ProjectFolder, "Delivery", "Parsers", "parse.py"), path], folder.Path);

        var mail = Assert.Single(System.Text.Json.JsonSerializer.Deserialize<List<SeenMail>>(seen, System.Text.Json.JsonSerializerOptions.Web)!);
        Assert.Equal(Traps.ReplaceLineEndings("\n"), mail.Text.ReplaceLineEndings("\n"));
        Assert.Equal("person@example.org", mail.To.Address);
        Assert.Contains("Return-Path: <bounce+mark@in.example>", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [PostfixFact]
    public async Task Its_refusals_are_read_and_harm_no_other_mail()
    {
        await using var relay = await PostfixRelay.StartAsync();
        await using var channel = Channel(relay, s => s with { MaxConnections = 1 });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(new HandOver.PermanentFailure("5.1.1"), await channel.HandOverAsync(Mail("refused@example.org", "x"), default));
            Assert.Equal(new HandOver.TemporaryFailure("4.2.0"), await channel.HandOverAsync(Mail("later@example.org", "x"), default));
            Assert.IsType<HandOver.Accepted>(await channel.HandOverAsync(Mail($"taken{i}@example.org", "x"), default));
        }

        Assert.Equal(3, (await relay.DeliveredAsync(3)).Count);
    }

    [PostfixFact]
    public async Task Without_sign_in_trust_or_password_no_mail_goes_out_and_none_is_lost()
    {
        await using var relay = await PostfixRelay.StartAsync();
        await using var stranger = Channel(relay, s => s with { User = null, Password = null });
        await using var forgetful = Channel(relay, s => s with { Password = "wrong" });
        await using var careful = Channel(relay, s => s with { TrustedCertificates = null });
        await using var open = Channel(relay, s => s with { Security = SmtpSecurity.None });

        // "Recipient address rejected: Access denied": what this postfix says to whoever has not signed in. It could be about the recipient.
        Assert.Equal(new HandOver.PermanentFailure("5.7.1"), await stranger.HandOverAsync(Mail("person@example.org", "x"), default));
        foreach (var channel in (SmtpChannel[])[forgetful, careful, open])
            Assert.Equal(new HandOver.TemporaryFailure("4.7.0") { Fault = FaultOf.Channel }, await channel.HandOverAsync(Mail("person@example.org", "x"), default));
    }

    private static SmtpChannel Channel(PostfixRelay relay, Func<SmtpSettings, SmtpSettings>? change = null)
    {
        var settings = new SmtpSettings
        {
            Host = "127.0.0.1", Port = relay.Port, User = "tim", Password = "tanstaaf", Security = SmtpSecurity.Required, TrustedCertificates = relay.Certificate,
        };
        return new SmtpChannel(change?.Invoke(settings) ?? settings, TimeProvider.System, new SmtpRig.KeptLog());
    }

    private static OutboundMail Mail(string to, string text) => SmtpRig.Mail(to, text) with { Html = "<p>.</p>\n.\n".AsMemory() };

    private static string Written(OutboundMail mail)
    {
        var octets = new ArrayBufferWriter<byte>();
        Assert.Null(MimeWriter.Write(mail, octets));
        return Encoding.UTF8.GetString(octets.WrittenSpan);
    }

    // On disk lines end in LF, and what the relay adds stands on top (RFC 5321 §4.4).
    private static string OwnPart(byte[] delivered)
    {
        var text = Encoding.UTF8.GetString(delivered).Replace("\n", "\r\n", StringComparison.Ordinal);
        return text[text.IndexOf("From: ", StringComparison.Ordinal)..];
    }
}
