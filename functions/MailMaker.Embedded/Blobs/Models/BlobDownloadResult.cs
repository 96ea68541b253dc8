namespace Azure.Storage.Blobs.Models;

/// <summary>A blob read whole into memory.</summary>
public class BlobDownloadResult
{
    internal BlobDownloadResult()
    {
    }

    /// <summary>The content.</summary>
    public BinaryData Content { get; internal init; } = BinaryData.Empty;

    /// <summary>Its properties.</summary>
    public BlobDownloadDetails Details { get; internal init; } = new();
}
