namespace Azure.Storage;

/// <summary>How content is cut into requests. The embedded home writes in one go and ignores it.</summary>
public struct StorageTransferOptions
{
    /// <summary>Length of a block in bytes; 8 MiB when null. Content up to this length is sent in one request.</summary>
    public long? MaximumTransferSize { get; set; }
}
