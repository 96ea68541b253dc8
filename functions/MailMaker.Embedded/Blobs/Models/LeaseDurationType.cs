namespace Azure.Storage.Blobs.Models;

/// <summary>How long a held lease lasts.</summary>
public enum LeaseDurationType
{
    /// <summary>Until it is released or broken.</summary>
    Infinite = 0,

    /// <summary>15 to 60 seconds unless renewed.</summary>
    Fixed = 1,
}
