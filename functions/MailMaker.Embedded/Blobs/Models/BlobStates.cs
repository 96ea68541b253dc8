namespace Azure.Storage.Blobs.Models;

/// <summary>Which blobs, other than live ones, a listing includes. MailMaker keeps live blobs only.</summary>
[Flags]
public enum BlobStates
{
    /// <summary>All of them.</summary>
    All = -1,

    /// <summary>Live blobs only.</summary>
    None = 0,

    /// <summary>Snapshots.</summary>
    Snapshots = 1,

    /// <summary>Blobs with staged blocks and no commit.</summary>
    Uncommitted = 2,

    /// <summary>Soft-deleted blobs.</summary>
    Deleted = 4,

    /// <summary>Earlier versions.</summary>
    Version = 8,

    /// <summary>Deleted blobs that have versions.</summary>
    DeletedWithVersions = 16,
}
