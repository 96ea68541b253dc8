namespace Azure.Storage.Blobs.Models;

/// <summary>What happens to the snapshots of a deleted blob.</summary>
public enum DeleteSnapshotsOption
{
    /// <summary>The blob alone is deleted; refused if it has snapshots.</summary>
    None = 0,

    /// <summary>The blob and its snapshots.</summary>
    IncludeSnapshots = 1,

    /// <summary>The snapshots alone.</summary>
    OnlySnapshots = 2,
}
