using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Delivery.Smtp;

/// <summary>Registers the channel to an SMTP relay.</summary>
internal static class SmtpServices
{
    // .NET has no other switch for it, and reads it when the process first opens a socket.
    private const string Inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Adds the channel, after its settings are found right. From then on what waits for a socket goes on where its octets were found to have come, unless the operator has said
    /// otherwise (docs/decisions/0031-replies-where-they-come.md).
    /// </summary>
    /// <exception cref="InvalidOperationException">They are not; the message names each fault.</exception>
    public static IServiceCollection AddSmtp(this IServiceCollection services, IConfiguration configuration)
    {
        if (Environment.GetEnvironmentVariable(Inline) is null)
            Environment.SetEnvironmentVariable(Inline, "1");
        return services.AddSingleton(SmtpSettings.Of(configuration)).AddSingleton<IEmailChannel, SmtpChannel>();
    }
}
