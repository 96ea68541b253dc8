namespace Azure.Storage.Blobs.Models;

/// <summary>How to copy.</summary>
public class BlobCopyFromUriOptions
{
    /// <summary>Metadata of the copy; that of the source when null or empty.</summary>
    public IDictionary<string, string>? Metadata { get; set; }

    /// <summary>What must hold of the source.</summary>
    public BlobRequestConditions? SourceConditions { get; set; }

    /// <summary>What must hold of the blob that is replaced.</summary>
    public BlobRequestConditions? DestinationConditions { get; set; }
}
