namespace Azure.Storage.Blobs.Models;

/// <summary>A blob in a listing.</summary>
public class BlobItem
{
    internal BlobItem()
    {
    }

    /// <summary>Its name in the container.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Its properties.</summary>
    public BlobItemProperties Properties { get; internal init; } = new();

    /// <summary>Its metadata; null unless the listing asked for <see cref="BlobTraits.Metadata"/>.</summary>
    public IDictionary<string, string>? Metadata { get; internal init; }
}
