namespace Azure.Storage.Blobs.Models;

/// <summary>Headers that are kept with a blob and sent with its content.</summary>
public class BlobHttpHeaders
{
    /// <summary>Media type.</summary>
    public string? ContentType { get; set; }

    /// <summary>Cache-Control.</summary>
    public string? CacheControl { get; set; }

    /// <summary>Content-Encoding.</summary>
    public string? ContentEncoding { get; set; }

    /// <summary>Content-Disposition.</summary>
    public string? ContentDisposition { get; set; }

    /// <summary>Content-Language.</summary>
    public string? ContentLanguage { get; set; }

    /// <summary>MD5 of the content, kept as given.</summary>
    public byte[]? ContentHash { get; set; }
}
