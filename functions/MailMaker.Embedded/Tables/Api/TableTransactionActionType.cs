namespace Azure.Data.Tables;

/// <summary>What an action of a transaction does.</summary>
public enum TableTransactionActionType
{
    /// <summary>Inserts; fails with 409 when the entity exists.</summary>
    Add = 0,

    /// <summary>Merges into an existing entity. Without an ETag in the action it inserts a missing one, as <see cref="UpsertMerge" /> does.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces an existing entity. Without an ETag in the action it inserts a missing one, as <see cref="UpsertReplace" /> does.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes; fails with 404 when the entity does not exist.</summary>
    Delete = 3,

    /// <summary>Merges or inserts.</summary>
    UpsertMerge = 4,

    /// <summary>Replaces or inserts.</summary>
    UpsertReplace = 5,
}
