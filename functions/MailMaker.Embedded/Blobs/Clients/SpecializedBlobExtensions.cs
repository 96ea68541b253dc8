namespace Azure.Storage.Blobs.Specialized;

/// <summary>Clients for one side of a blob.</summary>
public static class SpecializedBlobExtensions
{
    /// <summary>A lease on the blob; makes no request.</summary>
    /// <param name="client">The blob.</param>
    /// <param name="leaseId">A GUID; a new one when null.</param>
    public static BlobLeaseClient GetBlobLeaseClient(this BlobBaseClient client, string? leaseId = null) => new(client, leaseId);

    /// <summary>A lease on the container; makes no request.</summary>
    /// <param name="client">The container.</param>
    /// <param name="leaseId">A GUID; a new one when null.</param>
    public static BlobLeaseClient GetBlobLeaseClient(this BlobContainerClient client, string? leaseId = null) => new(client, leaseId);
}
