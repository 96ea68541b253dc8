using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Commands;

/// <summary>Where a started host listens.</summary>
internal static class ServerAddresses
{
    /// <summary>The bound addresses, free ports resolved.</summary>
    public static ICollection<string> Of(IHost host) =>
        host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
}
