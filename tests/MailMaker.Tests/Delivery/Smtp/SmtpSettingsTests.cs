using MailMaker.Delivery;
using MailMaker.Delivery.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Delivery.Smtp;

public sealed class SmtpSettingsTests
{
    [Theory]
    [InlineData("Smtp:Host=relay", 25, "Opportunistic")]
    [InlineData("Smtp:Host=relay;Smtp:User=tim;Smtp:Password=x", 587, "Required")]
    [InlineData("Smtp:Host=relay;Smtp:Security=implicit", 465, "Implicit")]
    [InlineData("Smtp:Host=127.0.0.1;Smtp:Port=2525;Smtp:Security=none;Smtp:User=tim;Smtp:Password=x", 2525, "None")]
    public void What_is_not_said_follows_from_what_is(string settings, int port, string security)
    {
        var read = Read(settings);
        Assert.Equal((port, security, 16, TimeSpan.FromMinutes(1)), (read.Port, read.Security.ToString(), read.MaxConnections, read.Timeouts.End));
    }

    [Theory]
    [InlineData("", "Smtp:Host is missing")]
    [InlineData("Smtp:Host=relay:25", "Smtp:Port")]
    [InlineData("Smtp:Host=relay;Smtp:Port=0", "Smtp:Port must be a whole number from 1 to 65535")]
    [InlineData("Smtp:Host=relay;Smtp:Security=tls", "Smtp:Security takes one of none, opportunistic, required, implicit")]
    [InlineData("Smtp:Host=relay;Smtp:Security=2", "Smtp:Security takes one of")]
    [InlineData("Smtp:Host=relay;Smtp:Hosts=2", "Smtp:Hosts takes one of one, several")]
    [InlineData("Smtp:Host=relay;Smtp:User=tim", "Smtp:Password")]
    [InlineData("Smtp:Host=relay;Smtp:User=tim;Smtp:Password=hush;Smtp:Security=opportunistic", "Smtp:Security must be required or implicit")]
    [InlineData("Smtp:Host=relay;Smtp:TrustedCertificates=/nowhere.pem", "Smtp:TrustedCertificates")]
    [InlineData("Smtp:Host=relay;Smtp:ReturnPath=nobody", "Smtp:ReturnPath must be an e-mail address")]
    [InlineData("Smtp:Port=x;Smtp:MaxConnections=999;Smtp:User=hush", "Smtp:MaxConnections")]
    public void What_can_not_be_used_is_named_at_the_start(string settings, string expected)
    {
        var message = Assert.Throws<InvalidOperationException>(() => Read(settings)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_setting_smtp_chooses_the_channel_and_the_password_is_not_printed()
    {
        var configuration = Configuration("Delivery:Channel=smtp;Smtp:Host=relay;Smtp:User=tim;Smtp:Password=hush");
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddDelivery(configuration).BuildServiceProvider();
        Assert.IsType<SmtpChannel>(services.GetRequiredService<IEmailChannel>());
        Assert.Equal("relay:587 (Required)", services.GetRequiredService<SmtpSettings>().ToString());
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddDelivery(Configuration("Delivery:Channel=smtp")));
    }

    private static SmtpSettings Read(string settings) => SmtpSettings.Of(Configuration(settings));

    private static IConfiguration Configuration(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=')).Select(p => new KeyValuePair<string, string?>(p[0], p[1])))
        .Build();
}
