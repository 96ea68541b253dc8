using System.Globalization;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Delivery.Rates;

/// <summary>Reads the operator's limits from the settings (docs/rates.md).</summary>
internal static class RateSettings
{
    /// <summary>The limits.</summary>
    /// <exception cref="InvalidOperationException">A setting is not a number from 1 on.</exception>
    public static OperatorRates Read(IConfiguration configuration) => new()
    {
        PerMinute = Numbers(configuration, "PerMinute"),
        PerHour = Numbers(configuration, "PerHour"),
        Providers =
        [
            .. configuration.GetSection("Delivery:Providers").GetChildren().Select(p => new ProviderGroup(
                p.Key,
                (p["Domains"] ?? "").ToLowerInvariant().Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries),
                Number(configuration, $"Delivery:Providers:{p.Key}:PerMinute"))),
        ],
    };

    private static Dictionary<MessageChannel, int> Numbers(IConfiguration configuration, string name)
    {
        var numbers = new Dictionary<MessageChannel, int>();
        if (Number(configuration, "Delivery:" + name) is { } email)
            numbers.Add(MessageChannel.Email, email);
        if (Number(configuration, "Delivery:Sms" + name) is { } sms)
            numbers.Add(MessageChannel.Sms, sms);
        return numbers;
    }

    private static int? Number(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= RateLimit.MostPerMinute
            ? number
            : throw new InvalidOperationException($"The setting {setting} takes a number of messages from 1 to {RateLimit.MostPerMinute}.");
    }
}
