namespace Azure.Storage.Blobs.Models;

/// <summary>What a write left behind.</summary>
public class BlobContentInfo
{
    internal BlobContentInfo()
    {
    }

    /// <summary>Version of the blob after the write.</summary>
    public ETag ETag { get; internal init; }

    /// <summary>When the blob changed.</summary>
    public DateTimeOffset LastModified { get; internal init; }
}
