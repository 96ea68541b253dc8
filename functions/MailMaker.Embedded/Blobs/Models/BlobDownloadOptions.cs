namespace Azure.Storage.Blobs.Models;

/// <summary>How to download.</summary>
public class BlobDownloadOptions
{
    /// <summary>The bytes wanted; default is all of them.</summary>
    public HttpRange Range { get; set; }

    /// <summary>What must hold of the blob.</summary>
    public BlobRequestConditions? Conditions { get; set; }
}
