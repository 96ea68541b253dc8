namespace MailMaker.Core.Imports;

/// <summary>What can happen to an import.</summary>
public enum ImportStep
{
    /// <summary>Its turn in the list is asked for.</summary>
    Wait,

    /// <summary>The file is read.</summary>
    Stage,

    /// <summary>The rows are applied or, in a dry run, compared.</summary>
    Apply,

    /// <summary>The guard asks for approval of the removal.</summary>
    Ask,

    /// <summary>The guard lets the removal pass, or somebody approved it.</summary>
    Remove,

    /// <summary>Everything was done.</summary>
    Complete,

    /// <summary>The file can't be imported.</summary>
    Refuse,

    /// <summary>Somebody stops it.</summary>
    Cancel,

    /// <summary>The service gave up.</summary>
    Fail,

    /// <summary>Somebody wants it undone.</summary>
    Revert,

    /// <summary>It is undone.</summary>
    EndRevert,
}
