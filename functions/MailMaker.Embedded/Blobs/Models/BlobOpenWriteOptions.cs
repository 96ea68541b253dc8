namespace Azure.Storage.Blobs.Models;

/// <summary>How to open a blob for writing.</summary>
public class BlobOpenWriteOptions
{
    /// <summary>How many bytes one request sends; 4 MiB when null.</summary>
    public long? BufferSize { get; set; }

    /// <summary>Headers of the blob.</summary>
    public BlobHttpHeaders? HttpHeaders { get; set; }

    /// <summary>Metadata of the blob.</summary>
    public IDictionary<string, string>? Metadata { get; set; }

    /// <summary>What must hold of the blob that is replaced.</summary>
    public BlobRequestConditions? OpenConditions { get; set; }
}
