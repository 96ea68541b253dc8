namespace Azure.Storage.Blobs.Models;

/// <summary>Properties of a blob in a listing.</summary>
public class BlobItemProperties
{
    internal BlobItemProperties()
    {
    }

    /// <summary>Length in bytes.</summary>
    public long? ContentLength { get; internal init; }

    /// <summary>Media type.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>Version. Listings carry it without quotes, other answers with: compare <c>ToString("H")</c>.</summary>
    public ETag? ETag { get; internal init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? LastModified { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; internal init; }
}
