namespace Azure.Storage.Blobs.Models;

/// <summary>How to open a blob for reading.</summary>
/// <param name="allowModifications">False: reading fails with 412 once the blob has changed. True: what is there at each request is read.</param>
public class BlobOpenReadOptions(bool allowModifications)
{
    /// <summary>Where reading starts, in bytes.</summary>
    public long Position { get; set; }

    /// <summary>How many bytes one request fetches; 4 MiB when null.</summary>
    public int? BufferSize { get; set; }

    /// <summary>What must hold of the blob.</summary>
    public BlobRequestConditions? Conditions { get; set; }

    internal bool AllowModifications { get; } = allowModifications;
}
