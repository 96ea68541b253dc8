using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;
using MailMaker.Core.Inbound;

namespace MailMaker.Delivery.Smtp;

/// <summary>Opens connections: greeting, EHLO, STARTTLS, sign-in.</summary>
internal sealed class SmtpOpener(SmtpSettings settings, TimeProvider clock)
{
    private readonly Lazy<SslClientAuthenticationOptions> tls = new(() => TlsOf(settings));

    /// <summary>A connection that mails can be offered on.</summary>
    /// <exception cref="SmtpOpenException">The relay can't be reached or does not let us in.</exception>
    public async Task<SmtpConnection> OpenAsync()
    {
        SmtpConnection? connection = null;
        try
        {
            connection = await SmtpConnection.ConnectAsync(settings, clock);
            await EnterAsync(connection);
            return connection;
        }
        catch (Exception e)
        {
            connection?.Dispose();
            throw e switch
            {
                SmtpOpenException => e,
                SmtpGarbageException => new SmtpOpenException(SmtpMeaning.Garbage, e.Message, e),
                AuthenticationException => new SmtpOpenException(SmtpMeaning.NotLetIn, "The connection could not be encrypted, or the relay's certificate does not hold.", e),
                OperationCanceledException => new SmtpOpenException(SmtpMeaning.Unreachable, "The relay did not answer in time.", e),
                SocketException or IOException => new SmtpOpenException(SmtpMeaning.Unreachable, "The relay can't be reached.", e),
                _ => e,
            };
        }
    }

    private async Task EnterAsync(SmtpConnection connection)
    {
        if (settings.Security == SmtpSecurity.Implicit)
            await connection.EncryptAsync(tls.Value);
        Expect(await connection.ReadAsync(connection.Timeouts.Greeting), "greeting");
        await GreetAsync(connection);
        if (settings.Security is SmtpSecurity.Opportunistic or SmtpSecurity.Required)
            await StartTlsAsync(connection);
        if (settings.User is not null)
            await SignInAsync(connection, settings.User, settings.Password!);
    }

    private async Task GreetAsync(SmtpConnection connection)
    {
        var name = settings.ClientName ?? connection.AddressLiteral;
        var answer = await connection.AskAsync($"EHLO {name}");
        if (answer.IsDone)
        {
            connection.Offered = SmtpCapabilities.Of(answer);
            return;
        }

        // RFC 5321 §4.1.4: a server that does not know EHLO is greeted as servers were before 1993.
        if (answer.Code is 500 or 502 or 504 or 550)
            answer = await connection.AskAsync($"HELO {name}");
        Expect(answer, "EHLO");
        connection.Offered = SmtpCapabilities.None;
    }

    private async Task StartTlsAsync(SmtpConnection connection)
    {
        var isRequired = settings.Security == SmtpSecurity.Required;
        if (!connection.Offered.StartTls)
        {
            if (isRequired)
                throw new SmtpOpenException(SmtpMeaning.NotLetIn, "Smtp:Security asks for STARTTLS, and the relay does not offer it.");
            return;
        }

        var answer = await connection.AskAsync("STARTTLS");
        if (answer.IsDone)
        {
            await connection.EncryptAsync(tls.Value);
            await GreetAsync(connection); // RFC 3207 §4.2: what was offered before counts no more
        }
        else if (isRequired || answer.IsClosing)
        {
            throw Refused(answer, "STARTTLS");
        }
    }

    private static async Task SignInAsync(SmtpConnection connection, string user, string password)
    {
        SmtpAnswer answer;
        if (connection.Offered.AuthPlain)
        {
            answer = await connection.AskAsync($"AUTH PLAIN {SaslText.Plain(user, password)}");
        }
        else if (connection.Offered.AuthLogin)
        {
            answer = await connection.AskAsync("AUTH LOGIN");
            foreach (var text in (string[])[user, password])
                if (answer.Code == 334)
                    answer = await connection.AskAsync(SaslText.Login(text));
        }
        else
        {
            throw new SmtpOpenException(SmtpMeaning.NotLetIn, "The relay offers no sign-in with a password that we know (PLAIN, LOGIN).");
        }

        // RFC 4954 §6: 454 is the server's own trouble, and passes.
        if (!answer.IsDone)
            throw answer.IsNotNow ? Refused(answer, "AUTH") : new SmtpOpenException(SmtpMeaning.NotLetIn, $"The relay refused the sign-in ({answer.Code}): look at Smtp:User and Smtp:Password.");
    }

    private static void Expect(SmtpAnswer answer, string to)
    {
        if (!answer.IsDone)
            throw Refused(answer, to);
    }

    // No mail is refused for good because a relay takes nobody in: class 4, whatever it said.
    private static SmtpOpenException Refused(SmtpAnswer answer, string to)
    {
        var code = SmtpMeaning.Of(answer, SmtpCommand.Connect) switch
        {
            HandOver.TemporaryFailure later => later.Code,
            HandOver.PermanentFailure never => "4" + never.Code[1..],
            _ => SmtpMeaning.Garbage,
        };
        return new SmtpOpenException(code, $"The relay answered {answer.Code} ({code}) to {to}.");
    }

    private static SslClientAuthenticationOptions TlsOf(SmtpSettings settings)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = settings.Host };
        if (settings.Security == SmtpSecurity.Opportunistic)
        {
            // RFC 7435 §3: without this the mail would go in the clear. Passwords don't go this way (SmtpSettings.Of).
#pragma warning disable CA5359 // any certificate: that is what opportunistic means, and docs/smtp.md says so
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.TrustedCertificates is { } path)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(path);
        }

        return options;
    }
}
