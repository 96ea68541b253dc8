namespace Azure.Storage.Blobs.Models;

/// <summary>A lease as it was granted, renewed or broken.</summary>
public class BlobLease
{
    internal BlobLease()
    {
    }

    /// <summary>Version of the leased blob; a lease does not change it.</summary>
    public ETag ETag { get; internal init; }

    /// <summary>When the leased blob last changed.</summary>
    public DateTimeOffset LastModified { get; internal init; }

    /// <summary>The id that writers must name; null after a break.</summary>
    public string? LeaseId { get; internal init; }

    /// <summary>Seconds until a broken lease ends; null otherwise.</summary>
    public int? LeaseTime { get; internal init; }
}
