namespace Azure.Storage.Sas;

/// <summary>What the holder of a signed blob URL may do.</summary>
[Flags]
public enum BlobSasPermissions
{
    /// <summary>Everything.</summary>
    All = -1,

    /// <summary>Read content and properties.</summary>
    Read = 1,

    /// <summary>Append.</summary>
    Add = 2,

    /// <summary>Write a new blob.</summary>
    Create = 4,

    /// <summary>Write content and properties.</summary>
    Write = 8,

    /// <summary>Delete.</summary>
    Delete = 16,

    /// <summary>Read and write tags.</summary>
    Tag = 32,

    /// <summary>Delete a version.</summary>
    DeleteBlobVersion = 64,

    /// <summary>List a directory.</summary>
    List = 128,

    /// <summary>Rename.</summary>
    Move = 256,

    /// <summary>Read POSIX properties.</summary>
    Execute = 512,

    /// <summary>Set the immutability policy.</summary>
    SetImmutabilityPolicy = 1024,

    /// <summary>Delete beyond recovery.</summary>
    PermanentDelete = 2048,
}
