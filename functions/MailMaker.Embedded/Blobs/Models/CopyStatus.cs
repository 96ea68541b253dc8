namespace Azure.Storage.Blobs.Models;

/// <summary>How far a copy is.</summary>
public enum CopyStatus
{
    /// <summary>Under way.</summary>
    Pending = 0,

    /// <summary>Done.</summary>
    Success = 1,

    /// <summary>Ended by a caller.</summary>
    Aborted = 2,

    /// <summary>Ended by an error.</summary>
    Failed = 3,
}
