using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>Builds and sends requests of the Blob service's REST protocol.</summary>
internal sealed class BlobRequests(HttpPipeline pipeline, Uri root)
{
    private const string ServiceVersion = "2023-11-03";

    /// <summary>A container's or blob's address. A blob's name is one segment, slashes escaped, so that no client takes dots in it for a way up.</summary>
    public Uri UriOf(string container, string? blob) =>
        new(root.AbsoluteUri.TrimEnd('/') + "/" + container + (blob is null ? "" : "/" + Uri.EscapeDataString(blob)));

    public HttpMessage Create(RequestMethod method, string container, string? blob)
    {
        if (blob is "." or "..")
            throw BlobErrors.InvalidName();
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(UriOf(container, blob));
        message.Request.Headers.Add("x-ms-version", ServiceVersion);
        return message;
    }

    /// <summary>Sends; answers other than <paramref name="expected"/> are errors.</summary>
    public async Task<Response> SendAsync(HttpMessage message, int expected, CancellationToken cancellationToken)
    {
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (message.Response.Status == expected || (expected == 200 && message.Response.Status == 206))
            return message.Response;
        throw new RequestFailedException(message.Response, null, BlobErrorParser.Instance);
    }

    public static void AddConditions(Request request, RequestConditions? conditions, string prefix = "")
    {
        if (conditions is null)
            return;
        Add(request, prefix + "If-Match", conditions.IfMatch?.ToString("H"));
        Add(request, prefix + "If-None-Match", conditions.IfNoneMatch?.ToString("H"));
        Add(request, prefix + "If-Modified-Since", conditions.IfModifiedSince?.ToString("R", CultureInfo.InvariantCulture));
        Add(request, prefix + "If-Unmodified-Since", conditions.IfUnmodifiedSince?.ToString("R", CultureInfo.InvariantCulture));
        Add(request, "x-ms-lease-id", prefix.Length == 0 ? (conditions as BlobRequestConditions)?.LeaseId : null);
    }

    public static void AddProperties(Request request, BlobHttpHeaders? headers, IDictionary<string, string>? metadata)
    {
        Add(request, "x-ms-blob-content-type", headers?.ContentType);
        Add(request, "x-ms-blob-cache-control", headers?.CacheControl);
        Add(request, "x-ms-blob-content-encoding", headers?.ContentEncoding);
        Add(request, "x-ms-blob-content-disposition", headers?.ContentDisposition);
        Add(request, "x-ms-blob-content-language", headers?.ContentLanguage);
        Add(request, "x-ms-blob-content-md5", headers?.ContentHash is { } hash ? Convert.ToBase64String(hash) : null);
        AddMetadata(request, metadata);
    }

    public static void AddMetadata(Request request, IDictionary<string, string>? metadata)
    {
        foreach (var (name, value) in metadata ?? Metadata.None)
            request.Headers.Add("x-ms-meta-" + name, value);
    }

    public static void Add(Request request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            request.Headers.Add(name, value);
    }
}
