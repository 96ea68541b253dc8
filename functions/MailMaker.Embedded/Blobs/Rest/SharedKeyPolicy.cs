using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>Signs each try of a request with the account's key: "Authorize with Shared Key", as of service version 2015-02-21.</summary>
internal sealed class SharedKeyPolicy(StorageAccount account, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] Signed =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date",
        "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    /// <inheritdoc />
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key, Encoding.UTF8.GetBytes(StringToSign(request))));
        request.Headers.SetValue("Authorization", $"SharedKey {account.Name}:{signature}");
    }

    private string StringToSign(Request request)
    {
        var text = new StringBuilder(request.Method.ToString().ToUpperInvariant()).Append('\n');
        foreach (var name in Signed)
            text.Append(Value(request, name)).Append('\n');
        foreach (var header in request.Headers.Where(h => h.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
                     .OrderBy(h => h.Name.ToLowerInvariant(), StringComparer.Ordinal))
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value.Trim()).Append('\n');
        var uri = request.Uri.ToUri();
        text.Append('/').Append(account.Name).Append(uri.AbsolutePath);
        foreach (var (name, value) in Query(uri).OrderBy(p => p.Name, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append(':').Append(value);
        return text.ToString();
    }

    private static string Value(Request request, string name)
    {
        // The transport sets the length later; a length of zero is signed as nothing.
        if (name == "Content-Length")
        {
            return request.Content is not null && request.Content.TryComputeLength(out var length) && length > 0
                ? length.ToString(CultureInfo.InvariantCulture)
                : "";
        }

        return request.Headers.TryGetValue(name, out var value) ? value : "";
    }

    private static IEnumerable<(string Name, string Value)> Query(Uri uri) =>
        uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var equals = pair.IndexOf('=');
            return equals < 0
                ? (pair.ToLowerInvariant(), "")
                : (WebUtility.UrlDecode(pair[..equals]).ToLowerInvariant(), Uri.UnescapeDataString(pair[(equals + 1)..]));
        });
}
