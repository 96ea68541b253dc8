using System.Reflection;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>The answer of <c>GET /admin/host/status</c>.</summary>
/// <param name="State"><c>Running</c>.</param>
/// <param name="Version">Version of the product.</param>
/// <param name="ProcessUptime">Milliseconds since the host was built.</param>
internal sealed record HostStatus(string State, string Version, long ProcessUptime)
{
    /// <summary>Version of the product, as built.</summary>
    public static string ProductVersion { get; } =
        typeof(HostStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
