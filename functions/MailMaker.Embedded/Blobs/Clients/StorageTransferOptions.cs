namespace Azure.Storage;

/// <summary>How content is cut into requests. The embedded home writes in one go and ignores it.</summary>
public struct StorageTransferOptions
{
    /// <summary>Up to this many bytes are sent in one request instead of blocks; 32 MiB when null.</summary>
    public long? InitialTransferSize { get; set; }

    /// <summary>Length of a block in bytes; 8 MiB when null.</summary>
    public long? MaximumTransferSize { get; set; }
}
