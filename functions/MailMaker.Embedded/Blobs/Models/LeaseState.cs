namespace Azure.Storage.Blobs.Models;

/// <summary>Where a lease is in its life.</summary>
public enum LeaseState
{
    /// <summary>Nobody holds it.</summary>
    Available = 0,

    /// <summary>Held.</summary>
    Leased = 1,

    /// <summary>Its time ran out; its holder may still renew it.</summary>
    Expired = 2,

    /// <summary>Broken, and still binding until the break period ends.</summary>
    Breaking = 3,

    /// <summary>Broken; anyone may acquire it.</summary>
    Broken = 4,
}
