using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Delivery.Smtp;

/// <summary>Registers the channel to an SMTP relay.</summary>
internal static class SmtpServices
{
    /// <summary>Adds the channel, after its settings are found right.</summary>
    /// <exception cref="InvalidOperationException">They are not; the message names each fault.</exception>
    public static IServiceCollection AddSmtp(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(SmtpSettings.Of(configuration)).AddSingleton<IEmailChannel, SmtpChannel>();
}
