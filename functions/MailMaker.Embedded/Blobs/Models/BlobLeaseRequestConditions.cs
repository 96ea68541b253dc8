namespace Azure.Storage.Blobs.Models;

/// <summary>What must hold of a blob for a request on its lease.</summary>
public class BlobLeaseRequestConditions : RequestConditions
{
}
