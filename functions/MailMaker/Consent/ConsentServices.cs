using MailMaker.Core.Consent;
using MailMaker.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Consent;

/// <summary>Registers consent.</summary>
public static class ConsentServices
{
    /// <summary>The setting that holds the secret which links are signed with: base64 of at least 32 random bytes.</summary>
    public const string SecretSetting = "MailMakerSecret";

    /// <summary>Adds what the public doors and the senders of links need.</summary>
    public static IServiceCollection AddConsent(this IServiceCollection services) => services
        .AddSingleton(s => Secret(s.GetRequiredService<IConfiguration>()))
        .AddSingleton<UnsubscribeTokens>()
        .AddSingleton<ClientAddress>()
        .AddSingleton<Caller>()
        .AddSingleton<EvidenceStore>()
        .AddSingleton<EvidenceChains>()
        .AddSingleton<GoodbyeStore>()
        .AddSingleton<RunningClaims>()
        .AddSingleton<Contacts.ContactForwards>()
        .AddSingleton<Farewell>()
        .AddSingleton<AddressFarewell>()
        .AddSingleton<ClientOptOuts>()
        .AddSingleton<Welcome>()
        .AddSingleton<ChoiceStore>()
        .AddSingleton<MembershipFinder>()
        .AddSingleton<PreferenceSaver>();

    private static SigningSecret Secret(IConfiguration configuration)
    {
        var secret = new byte[512];
        // Neither message may show what the setting holds.
        return Convert.TryFromBase64String(configuration[SecretSetting] ?? "", secret, out var length) && length >= SigningSecret.Shortest
            ? new SigningSecret(secret.AsSpan(0, length))
            : throw new InvalidOperationException(
                $"The setting {SecretSetting} must hold the base64 of at least {SigningSecret.Shortest} random bytes.");
    }
}
