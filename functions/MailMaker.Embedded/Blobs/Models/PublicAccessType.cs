namespace Azure.Storage.Blobs.Models;

/// <summary>What anonymous callers may read.</summary>
public enum PublicAccessType
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Blobs and the list of them.</summary>
    BlobContainer = 1,

    /// <summary>Blobs, by name.</summary>
    Blob = 2,
}
