using System.Net;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>What an endpoint's address says: the account (host name, or first part of the path where the host is a number) and the table.</summary>
internal static class RestEndpoint
{
    /// <summary>The account.</summary>
    public static string AccountOf(Uri endpoint) => IPAddress.TryParse(endpoint.Host, out _) || endpoint.Host == "localhost"
        ? endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("")
        : endpoint.Host.Split('.')[0];

    /// <summary>The table that the address ends with.</summary>
    public static string TableOf(Uri endpoint) => endpoint.AbsolutePath.TrimEnd('/').Split('/')[^1];

    /// <summary>The address of the account whose table the address ends with.</summary>
    public static Uri WithoutTable(Uri endpoint)
    {
        var path = endpoint.AbsolutePath.TrimEnd('/');
        return new UriBuilder(endpoint) { Path = path[..path.LastIndexOf('/')], Query = "" }.Uri;
    }
}
