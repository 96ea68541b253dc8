namespace Azure.Storage.Blobs.Models;

/// <summary>What a change of metadata left behind.</summary>
public class BlobInfo
{
    internal BlobInfo()
    {
    }

    /// <summary>Version of the blob after the change.</summary>
    public ETag ETag { get; internal init; }

    /// <summary>When the blob changed.</summary>
    public DateTimeOffset LastModified { get; internal init; }
}
