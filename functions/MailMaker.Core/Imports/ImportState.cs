namespace MailMaker.Core.Imports;

/// <summary>Where an import stands. What leads from where to where stands in <see cref="ImportStates"/>.</summary>
public enum ImportState
{
    /// <summary>The file is known.</summary>
    Registered,

    /// <summary>Another import of the list runs first.</summary>
    Waiting,

    /// <summary>The file is read and checked.</summary>
    Staging,

    /// <summary>Contacts are written.</summary>
    Applying,

    /// <summary>A dry run: the file is compared with the contacts; nothing is written to them.</summary>
    Comparing,

    /// <summary>A full file lacks more contacts than the list's guard lets go unasked.</summary>
    AwaitingApproval,

    /// <summary>What a full file lacks is removed.</summary>
    Removing,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>The file can't be imported; the reason says why. Nothing was changed.</summary>
    Refused,

    /// <summary>Stopped on demand. Rows that were applied before stay.</summary>
    Cancelled,

    /// <summary>The service failed; what was done before stays and the file can be sent again.</summary>
    Failed,

    /// <summary>What the import did is undone.</summary>
    Reverting,

    /// <summary>It was undone, except for what its revert report names.</summary>
    Reverted,
}
