namespace Azure.Storage.Blobs.Models;

/// <summary>What a listing tells of each blob beyond its properties.</summary>
[Flags]
public enum BlobTraits
{
    /// <summary>Everything.</summary>
    All = -1,

    /// <summary>Properties only.</summary>
    None = 0,

    /// <summary>Where it was copied from.</summary>
    CopyStatus = 1,

    /// <summary>Its metadata.</summary>
    Metadata = 2,

    /// <summary>Its tags; not with a hierarchical namespace.</summary>
    Tags = 4,

    /// <summary>Its immutability policy.</summary>
    ImmutabilityPolicy = 8,

    /// <summary>Whether it is under legal hold.</summary>
    LegalHold = 16,
}
