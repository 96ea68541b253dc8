namespace Azure.Storage.Blobs.Models;

/// <summary>What must hold of a blob for a request.</summary>
public class BlobRequestConditions : BlobLeaseRequestConditions
{
    /// <summary>The lease that must be held.</summary>
    public string? LeaseId { get; set; }
}
