namespace Azure.Storage.Blobs.Models;

/// <summary>A blob, or a range of one, as it is read. Dispose it.</summary>
public class BlobDownloadStreamingResult : IDisposable
{
    internal BlobDownloadStreamingResult()
    {
    }

    /// <summary>The content; forward only.</summary>
    public Stream Content { get; internal init; } = Stream.Null;

    /// <summary>Properties of the blob and of what is sent.</summary>
    public BlobDownloadDetails Details { get; internal init; } = new();

    /// <inheritdoc />
    public void Dispose()
    {
        Content.Dispose();
        GC.SuppressFinalize(this);
    }
}
