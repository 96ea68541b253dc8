using MailMaker.Core.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Suppressions;

/// <summary>Registers suppressions.</summary>
public static class SuppressionServices
{
    /// <summary>Adds the suppression lists and the senders' view of them.</summary>
    public static IServiceCollection AddSuppressions(this IServiceCollection services) => services
        .AddSingleton<AddressHashes>()
        .AddSingleton<SuppressionLog>()
        .AddSingleton<SuppressionStore>()
        .AddSingleton<SuppressedAddresses>()
        .AddSingleton<SuppressionDoor>();
}
