using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Delivery.Smtp;

/// <summary>The relay, as the settings <c>Smtp:…</c> name it (docs/smtp.md).</summary>
internal sealed record SmtpSettings
{
    /// <summary>The relay's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>Whom to sign in as; null: nobody.</summary>
    public string? User { get; init; }

    /// <summary>The password. Never in a message or log.</summary>
    public string? Password { get; init; }

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; }

    /// <summary>A file of certificates (PEM) that are trusted instead of the system's; null: the system's.</summary>
    public string? TrustedCertificates { get; init; }

    /// <summary>The name that EHLO gives; null: the address of the connection (RFC 5321 §4.1.4).</summary>
    public string? ClientName { get; init; }

    /// <summary>Envelope sender of mails that bring none; null: their sender's address.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>Connections at once.</summary>
    public int MaxConnections { get; init; } = 16;

    /// <summary>Mails after which a connection is closed.</summary>
    public int MailsPerConnection { get; init; } = 1_000;

    /// <summary>How long an unused connection is kept.</summary>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a mail waits for a connection while all are busy.</summary>
    public TimeSpan WaitFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the relay may take for its answers.</summary>
    public SmtpTimeouts Timeouts { get; init; } = new(0.1);

    /// <summary>How many hosts there are.</summary>
    public SmtpHosts Hosts { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="InvalidOperationException">Some are missing or not what they must be; the message names all of them.</exception>
    public static SmtpSettings Of(IConfiguration configuration)
    {
        var read = new SmtpSettingsReader(configuration.GetSection("Smtp"));
        var user = read.Text("User");
        var security = read.Choice("Security", user is null ? SmtpSecurity.Opportunistic : SmtpSecurity.Required);
        var settings = new SmtpSettings
        {
            Host = read.Host("Host"),
            Port = read.Number("Port", security == SmtpSecurity.Implicit ? 465 : user is null ? 25 : 587, 1, 65_535),
            User = user,
            Password = read.Text("Password"),
            Security = security,
            TrustedCertificates = read.File("TrustedCertificates"),
            ClientName = read.HostName("ClientName"),
            ReturnPath = read.Address("ReturnPath"),
            MaxConnections = read.Number("MaxConnections", 16, 1, 256),
            MailsPerConnection = read.Number("MailsPerConnection", 1_000, 1, 1_000_000),
            IdleFor = TimeSpan.FromSeconds(read.Number("IdleSeconds", 30, 1, 3_600)),
            WaitFor = TimeSpan.FromSeconds(read.Number("WaitSeconds", 5, 1, 60)),
            Timeouts = new SmtpTimeouts(read.Number("TimeoutPercent", 10, 1, 100) / 100.0),
            Hosts = read.Choice("Hosts", SmtpHosts.One),
        };
        if (settings.User is null != settings.Password is null)
            read.Complain("User", "and Smtp:Password belong together: set both, or neither");
        if (settings.User is not null && settings.Security is SmtpSecurity.None or SmtpSecurity.Opportunistic && !IsLoopback(settings.Host))
            read.Complain("Security", "must be required or implicit where a password is sent to another machine");
        read.ThrowIfFaulty();
        return settings;
    }

    /// <summary>Tells where to, never the password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port} ({Security})");

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
