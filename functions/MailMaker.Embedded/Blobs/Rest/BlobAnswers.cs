using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>Reads what the service's answers say in their headers.</summary>
internal static class BlobAnswers
{
    private const string MetadataPrefix = "x-ms-meta-";

    public static ETag ETag(Response response) => Text(response, "ETag") is { } etag ? new ETag(etag) : default;

    public static DateTimeOffset ModifiedAt(Response response) => Time(response, "Last-Modified");

    public static BlobProperties Properties(Response response) => new()
    {
        ContentLength = Number(response, "Content-Length"),
        ContentType = Text(response, "Content-Type"),
        CacheControl = Text(response, "Cache-Control"),
        ContentEncoding = Text(response, "Content-Encoding"),
        ContentDisposition = Text(response, "Content-Disposition"),
        ContentLanguage = Text(response, "Content-Language"),
        ContentHash = Bytes(response, "Content-MD5"),
        ETag = ETag(response),
        LastModified = ModifiedAt(response),
        CreatedOn = Time(response, "x-ms-creation-time"),
        Metadata = MetadataOf(response),
        LeaseState = Word(response, "x-ms-lease-state", LeaseState.Available),
        LeaseStatus = Word(response, "x-ms-lease-status", LeaseStatus.Unlocked),
        LeaseDuration = Word(response, "x-ms-lease-duration", LeaseDurationType.Infinite),
    };

    public static BlobDownloadDetails Details(Response response) => new()
    {
        ContentLength = Number(response, "Content-Length"),
        ContentRange = Text(response, "Content-Range"),
        ContentType = Text(response, "Content-Type"),
        CacheControl = Text(response, "Cache-Control"),
        ContentEncoding = Text(response, "Content-Encoding"),
        ContentDisposition = Text(response, "Content-Disposition"),
        ContentLanguage = Text(response, "Content-Language"),
        ContentHash = Bytes(response, "Content-MD5"),
        ETag = ETag(response),
        LastModified = ModifiedAt(response),
        CreatedOn = Time(response, "x-ms-creation-time"),
        Metadata = MetadataOf(response),
        LeaseState = Word(response, "x-ms-lease-state", LeaseState.Available),
        LeaseStatus = Word(response, "x-ms-lease-status", LeaseStatus.Unlocked),
        LeaseDuration = Word(response, "x-ms-lease-duration", LeaseDurationType.Infinite),
    };

    public static string? Text(Response response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;

    public static T Word<T>(Response response, string name, T otherwise)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(response, name), true, out var value) ? value : otherwise;

    private static long Number(Response response, string name) =>
        long.TryParse(Text(response, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static byte[]? Bytes(Response response, string name) => Text(response, name) is { } text ? Convert.FromBase64String(text) : null;

    private static DateTimeOffset Time(Response response, string name) =>
        DateTimeOffset.TryParse(Text(response, name), CultureInfo.InvariantCulture, out var value) ? value : default;

    private static Dictionary<string, string> MetadataOf(Response response)
    {
        var metadata = Metadata.None;
        foreach (var header in response.Headers.Where(h => h.Name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)))
            metadata[header.Name[MetadataPrefix.Length..]] = header.Value;
        return metadata;
    }
}
