using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Http;

/// <summary>
/// Where a request comes from. A proxy on this machine, and the front end in Azure, are seen through by the host already. How many
/// more of one's own proxies there are, each adding the address it saw to <c>X-Forwarded-For</c>, says the setting <c>Proxies:TrustedHops</c> (0); what lies before those is the
/// client's own word and not looked at.
/// </summary>
public sealed class ClientAddress(IConfiguration configuration)
{
    private readonly int hops = configuration.GetValue("Proxies:TrustedHops", 0);

    /// <summary>The client's address; null when none is known.</summary>
    public IPAddress? Of(HttpRequest request)
    {
        var near = request.HttpContext.Connection.RemoteIpAddress;
        if (hops <= 0)
            return Plain(near);
        var chain = request.Headers["X-Forwarded-For"].SelectMany(v => (v ?? "").Split(',')).ToList();
        // Fewer entries than proxies: somebody reached us past one of them, and the nearest address is all that is sure.
        return chain.Count >= hops && TryRead(chain[^hops], out var address) ? Plain(address) : Plain(near);
    }

    /// <summary>What limits count by: an IPv4 address, or the 64-bit network of an IPv6 one, since a household has 2^64 of them.</summary>
    public static string CountedAs(IPAddress? address)
    {
        if (address is null)
            return "";
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? address.ToString() : Convert.ToHexStringLower(bytes.AsSpan(0, 8));
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    // Some proxies add the port: 203.0.113.7:51234 or [2001:db8::1]:51234.
    private static bool TryRead(string text, out IPAddress address)
    {
        var read = IPEndPoint.TryParse(text.Trim(), out var end);
        address = end?.Address ?? IPAddress.None;
        return read;
    }
}
