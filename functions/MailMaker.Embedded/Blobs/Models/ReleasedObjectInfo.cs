namespace Azure.Storage.Blobs.Models;

/// <summary>The blob or container whose lease was released.</summary>
/// <param name="eTag">Its version.</param>
/// <param name="lastModified">When it last changed.</param>
public class ReleasedObjectInfo(ETag eTag, DateTimeOffset lastModified)
{
    /// <summary>Its version.</summary>
    public ETag ETag { get; } = eTag;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastModified { get; } = lastModified;
}
