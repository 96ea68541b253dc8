using MailMaker.Delivery.Communication;
using MailMaker.Delivery.Rates;
using MailMaker.Delivery.Sms;
using MailMaker.Delivery.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MailMaker.Delivery;

/// <summary>Registers the ways out.</summary>
public static class DeliveryServices
{
    /// <summary>The setting that chooses the channel for e-mail: <c>outbox</c> (default), <c>smtp</c>, <c>acs</c> or <c>null</c>.</summary>
    public const string ChannelSetting = "Delivery:Channel";

    /// <summary>The setting that chooses the channel for text messages: <c>outbox</c> (default), <c>acs</c> or <c>null</c>.</summary>
    public const string SmsChannelSetting = "Delivery:SmsChannel";

    /// <summary>Adds the channels that the settings name, and the rates that they keep to.</summary>
    /// <exception cref="InvalidOperationException">There is no channel of that name.</exception>
    public static IServiceCollection AddDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRates(configuration).AddSmsChannel(configuration);
        switch (configuration[ChannelSetting] ?? "outbox")
        {
            case "outbox":
                return services.AddSingleton<IEmailChannel, OutboxChannel>();
            case "acs":
                return services.AddSingleton(_ => CommunicationSettings.Email(configuration)).AddSingleton<IEmailChannel, AcsEmailChannel>();
            case "null":
                return services.AddSingleton<NullChannel>().AddSingleton<IEmailChannel>(s => s.GetRequiredService<NullChannel>());
            case "smtp":
                return services.AddSmtp(configuration);
            case var other:
                throw new InvalidOperationException($"The setting {ChannelSetting} says '{other}'; it takes outbox, smtp, acs or null.");
        }
    }

    /// <summary>Adds what keeps hand-overs to their rates.</summary>
    public static IServiceCollection AddRates(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(Random.Shared);
        return services.AddSingleton(RateSettings.Read(configuration)).AddSingleton<RateStore>().AddSingleton<ChannelHolds>();
    }

    private static IServiceCollection AddSmsChannel(this IServiceCollection services, IConfiguration configuration) =>
        (configuration[SmsChannelSetting] ?? "outbox") switch
        {
            "outbox" => services.AddSingleton<ISmsChannel, OutboxSmsChannel>(),
            "acs" => services.AddSingleton(_ => CommunicationSettings.Sms(configuration)).AddSingleton<SmsJournal>().AddSingleton<ISmsChannel, AcsSmsChannel>(),
            "null" => services.AddSingleton<NullSmsChannel>().AddSingleton<ISmsChannel>(s => s.GetRequiredService<NullSmsChannel>()),
            var other => throw new InvalidOperationException($"The setting {SmsChannelSetting} says '{other}'; it takes outbox, acs or null."),
        };
}
