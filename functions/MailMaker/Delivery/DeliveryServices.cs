using MailMaker.Delivery.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Delivery;

/// <summary>Registers the ways out.</summary>
public static class DeliveryServices
{
    /// <summary>The setting that chooses the channel for e-mail: <c>outbox</c> (default), <c>smtp</c> or <c>null</c>.</summary>
    public const string ChannelSetting = "Delivery:Channel";

    /// <summary>Adds the e-mail channel that <see cref="ChannelSetting"/> names.</summary>
    /// <exception cref="InvalidOperationException">There is no channel of that name.</exception>
    public static IServiceCollection AddDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        switch (configuration[ChannelSetting] ?? "outbox")
        {
            case "outbox":
                return services.AddSingleton<IEmailChannel, OutboxChannel>();
            case "null":
                return services.AddSingleton<NullChannel>().AddSingleton<IEmailChannel>(s => s.GetRequiredService<NullChannel>());
            case "smtp":
                return services.AddSmtp(configuration);
            case var other:
                throw new InvalidOperationException($"The setting {ChannelSetting} says '{other}'; it takes outbox, smtp or null.");
        }
    }
}
