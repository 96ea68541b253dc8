using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Inbound;

/// <summary>Registers what comes back.</summary>
public static class InboundServices
{
    /// <summary>Adds what mails that come back need. Addresses and tags are campaigns' as well and come with them.</summary>
    public static IServiceCollection AddInbound(this IServiceCollection services) => services
        .AddSingleton<InboundBlobs>()
        .AddSingleton<ReviewBlobs>()
        .AddSingleton<InboundLog>()
        .AddSingleton<SignsOfLife>()
        .AddSingleton<FailureStore>()
        .AddSingleton<SignedMatches>()
        .AddSingleton<AddressMatches>()
        .AddSingleton<InboundDeeds>()
        .AddSingleton<InboundHandler>()
        .AddSingleton<InboundMailroom>();
}
