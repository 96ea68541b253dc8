namespace Azure.Storage.Blobs.Models;

/// <summary>Whether a lease binds writers now.</summary>
public enum LeaseStatus
{
    /// <summary>Writers must name the lease.</summary>
    Locked = 0,

    /// <summary>Anyone may write.</summary>
    Unlocked = 1,
}
