using System.Text.Json;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>What a blob has beyond its content.</summary>
internal sealed record StoredProperties
{
    public string? ContentType { get; init; }

    public string? CacheControl { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentLanguage { get; init; }

    public byte[]? ContentHash { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = Blobs.Metadata.None;

    public static StoredProperties Of(string blob, BlobHttpHeaders? headers, IDictionary<string, string>? metadata) => new()
    {
        ContentType = headers?.ContentType ?? ContentTypes.Of(blob),
        CacheControl = headers?.CacheControl,
        ContentEncoding = headers?.ContentEncoding,
        ContentDisposition = headers?.ContentDisposition,
        ContentLanguage = headers?.ContentLanguage,
        ContentHash = headers?.ContentHash,
        Metadata = Blobs.Metadata.Checked(metadata),
    };

    public static StoredProperties Parse(string json)
    {
        var parsed = JsonSerializer.Deserialize<StoredProperties>(json)!;
        return parsed with { Metadata = new Dictionary<string, string>(parsed.Metadata, StringComparer.OrdinalIgnoreCase) };
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Whether the name alone tells all of this, so that nothing need be stored.</summary>
    public bool IsDefaultFor(string blob) =>
        Metadata.Count == 0 && ContentType == ContentTypes.Of(blob) && CacheControl is null && ContentEncoding is null
        && ContentDisposition is null && ContentLanguage is null && ContentHash is null;
}
