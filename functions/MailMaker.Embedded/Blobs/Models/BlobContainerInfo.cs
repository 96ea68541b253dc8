namespace Azure.Storage.Blobs.Models;

/// <summary>A created container.</summary>
public class BlobContainerInfo
{
    internal BlobContainerInfo()
    {
    }

    /// <summary>Version of the container's properties.</summary>
    public ETag ETag { get; internal init; }

    /// <summary>When its properties last changed.</summary>
    public DateTimeOffset LastModified { get; internal init; }
}
