namespace Azure.Storage.Blobs.Models;

/// <summary>Properties of a blob.</summary>
public class BlobProperties
{
    /// <summary>Length in bytes.</summary>
    public long ContentLength { get; internal init; }

    /// <summary>Media type; <c>application/octet-stream</c> when none was given.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>Cache-Control of the blob.</summary>
    public string? CacheControl { get; internal init; }

    /// <summary>Content-Encoding of the blob.</summary>
    public string? ContentEncoding { get; internal init; }

    /// <summary>Content-Disposition of the blob.</summary>
    public string? ContentDisposition { get; internal init; }

    /// <summary>Content-Language of the blob.</summary>
    public string? ContentLanguage { get; internal init; }

    /// <summary>MD5 of the content, when it is known.</summary>
    public byte[]? ContentHash { get; internal init; }

    /// <summary>Version.</summary>
    public ETag ETag { get; internal init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastModified { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedOn { get; internal init; }

    /// <summary>Its metadata; names are compared without regard to case.</summary>
    public IDictionary<string, string> Metadata { get; internal init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where its lease is in its life.</summary>
    public LeaseState LeaseState { get; internal init; }

    /// <summary>Whether a lease binds writers now.</summary>
    public LeaseStatus LeaseStatus { get; internal init; }

    /// <summary>How long the held lease lasts; meaningful while it is held.</summary>
    public LeaseDurationType LeaseDuration { get; internal init; }
}
