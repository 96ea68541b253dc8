using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;
using MailMaker.Delivery.Smtp;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>Encryption and sign-in: what is asked for is done or nothing is sent, and no password leaves unless it is.</summary>
public sealed class SmtpSignInTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = ThrowAwayCertificate.Make();

    public void Dispose()
    {
        certificate.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "AUTH PLAIN AHRpbQB0YW5zdGFhZg==")]
    [InlineData("AUTH LOGIN", "AUTH LOGIN dGlt dGFuc3RhYWY=")]
    [InlineData("AUTH=LOGIN", "AUTH LOGIN dGlt dGFuc3RhYWY=")]
    public async Task The_password_goes_over_an_encrypted_connection(string offer, string expected)
    {
        await using var rig = Rig(s => s.Offers = ["STARTTLS", "PIPELINING", offer]);
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync());
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync("next@example.org"));
        Assert.Equal(1, rig.Server.Connections);
        var lines = rig.Server.Lines.ToList();
        Assert.Equal(expected, Assert.Single(lines, l => l.StartsWith("AUTH", StringComparison.Ordinal) && l.Length > 10));
        Assert.True(lines.IndexOf("STARTTLS") < lines.IndexOf(expected));
    }

    [Theory]
    [InlineData(FakeStep.StartTls, "454 4.7.0 TLS not available", "4.7.0")]
    [InlineData(FakeStep.StartTls, "502 5.5.1 no", "4.5.1")]
    [InlineData(FakeStep.Auth, "454 4.7.0 temporary", "4.7.0")]
    [InlineData(FakeStep.Auth, "535 5.7.8 wrong", "4.7.0")]
    [InlineData(FakeStep.Auth, "stall", "4.4.1")]
    [InlineData(FakeStep.Auth, "close", "4.4.1")]
    [InlineData(FakeStep.StartTls, "stall", "4.4.1")]
    [InlineData(FakeStep.StartTls, "close", "4.4.1")]
    [InlineData(FakeStep.StartTls, "220 go on\r\n250 injected", "4.5.0")] // said in the clear, to be taken for an answer that came encrypted
    public async Task Whoever_is_not_let_in_sends_nothing_and_loses_nothing(object at, string fault, string code)
    {
        await using var rig = Rig(s => s.Script = (step, connection, _) => step != (FakeStep)at || connection > 1 ? FakeAct.Proceed : fault switch
        {
            "stall" => FakeAct.Stall,
            "close" => FakeAct.Disconnect,
            _ => FakeAct.Say(fault),
        });
        Assert.Equal(new HandOver.TemporaryFailure(code) { Fault = FaultOf.Channel }, await rig.SendAsync());
        Assert.Empty(rig.Server.Taken);
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync());
        Assert.DoesNotContain(rig.Log.Lines, l => l.Contains("tanstaaf", StringComparison.Ordinal) || l.Contains(SaslText.Plain("tim", "tanstaaf"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_storm_of_454_ends_in_a_pause_and_not_in_a_refusal()
    {
        var storm = true;
        await using var rig = Rig(s => s.Script = (step, _, _) => storm && step == FakeStep.Auth ? FakeAct.Say("454 4.7.0 temporary authentication failure") : FakeAct.Proceed);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => rig.SendAsync($"p{i}@example.org"))));
        Assert.All(answers, a => Assert.Equal("4.7.0", Assert.IsType<HandOver.TemporaryFailure>(a).Code));
        Assert.InRange(rig.Server.Connections, 3, 3 + 16);
        storm = false;
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync());
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_or_names_another_host_gets_no_mail()
    {
        await using var unknown = Rig(change: s => s with { TrustedCertificates = null });
        Assert.Equal(new HandOver.TemporaryFailure("4.7.0") { Fault = FaultOf.Channel }, await unknown.SendAsync());
        using var others = ThrowAwayCertificate.Make("127.0.0.2");
        var (path, _) = ThrowAwayCertificate.Write(others, folder.Path);
        await using var elsewhere = new SmtpRig(Offer, s => Secure(s) with { TrustedCertificates = path }, others);
        Assert.Equal(new HandOver.TemporaryFailure("4.7.0") { Fault = FaultOf.Channel }, await elsewhere.SendAsync());
        Assert.DoesNotContain(elsewhere.Server.Lines, l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_encryption_is_asked_for_and_not_offered_nothing_is_sent()
    {
        await using var rig = Rig(s => s.Offers = ["PIPELINING", "AUTH PLAIN"]);
        Assert.Equal(new HandOver.TemporaryFailure("4.7.0") { Fault = FaultOf.Channel }, await rig.SendAsync());
        Assert.DoesNotContain(rig.Server.Lines, l => !l.StartsWith("EHLO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Encryption_where_offered_takes_any_certificate_and_the_clear_where_not()
    {
        await using var offered = Rig(change: s => s with { Security = SmtpSecurity.Opportunistic, TrustedCertificates = null });
        Assert.IsType<HandOver.Accepted>(await offered.SendAsync());
        Assert.Contains("STARTTLS", offered.Server.Lines);
        await using var not = Rig(s => s.Offers = ["AUTH PLAIN"], s => s with { Security = SmtpSecurity.Opportunistic });
        Assert.IsType<HandOver.Accepted>(await not.SendAsync()); // and without PIPELINING
    }

    [Fact]
    public async Task A_server_from_before_EHLO_is_greeted_with_HELO()
    {
        await using var rig = new SmtpRig(s => s.Script = (step, _, _) => step == FakeStep.Ehlo ? FakeAct.Say("502 5.5.1 what?") : FakeAct.Proceed);
        Assert.IsType<HandOver.Accepted>(await rig.SendAsync());
        Assert.Contains("HELO [127.0.0.1]", rig.Server.Lines);
        Assert.Contains("MAIL FROM:<bounce+mark@in.example>", rig.Server.Lines);
    }

    private SmtpRig Rig(Action<FakeSmtpServer>? setUp = null, Func<SmtpSettings, SmtpSettings>? change = null)
    {
        var (path, _) = ThrowAwayCertificate.Write(certificate, folder.Path);
        return new SmtpRig(
            s =>
            {
                Offer(s);
                setUp?.Invoke(s);
            },
            s => (change ?? (c => c))(Secure(s) with { TrustedCertificates = path }),
            certificate);
    }

    private static void Offer(FakeSmtpServer server) => server.Offers = ["STARTTLS", "PIPELINING", "AUTH PLAIN LOGIN"];

    private static SmtpSettings Secure(SmtpSettings settings) => settings with { Security = SmtpSecurity.Required, User = "tim", Password = "tanstaaf" };
}
