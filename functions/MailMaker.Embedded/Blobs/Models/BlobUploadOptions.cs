namespace Azure.Storage.Blobs.Models;

/// <summary>How to upload.</summary>
public class BlobUploadOptions
{
    /// <summary>Headers of the blob.</summary>
    public BlobHttpHeaders? HttpHeaders { get; set; }

    /// <summary>Metadata of the blob.</summary>
    public IDictionary<string, string>? Metadata { get; set; }

    /// <summary>What must hold of the blob that is replaced; none means overwrite. <c>IfNoneMatch = ETag.All</c> creates only.</summary>
    public BlobRequestConditions? Conditions { get; set; }

    /// <summary>How the content is cut into requests.</summary>
    public StorageTransferOptions TransferOptions { get; set; }
}
