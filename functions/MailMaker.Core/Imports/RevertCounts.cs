namespace MailMaker.Core.Imports;

/// <summary>What undoing an import did, in contacts.</summary>
public sealed record RevertCounts
{
    /// <summary>Contacts that the import had added and that went.</summary>
    public long Removed { get; init; }

    /// <summary>Contacts that got back all fields that the import had changed.</summary>
    public long Restored { get; init; }

    /// <summary>Contacts that got back some of them; the report says which stay.</summary>
    public long RestoredPartly { get; init; }

    /// <summary>Contacts that the import had removed and that came back.</summary>
    public long Returned { get; init; }

    /// <summary>Contacts that stay as they are; the report says why.</summary>
    public long Kept { get; init; }

    /// <summary>Contacts that the import had added and that were gone already.</summary>
    public long Gone { get; init; }

    /// <summary>Both together.</summary>
    public static RevertCounts operator +(RevertCounts left, RevertCounts right) => left.Add(right);

    /// <summary>Both together.</summary>
    public RevertCounts Add(RevertCounts other) => new()
    {
        Removed = Removed + other.Removed,
        Restored = Restored + other.Restored,
        RestoredPartly = RestoredPartly + other.RestoredPartly,
        Returned = Returned + other.Returned,
        Kept = Kept + other.Kept,
        Gone = Gone + other.Gone,
    };

    /// <summary>The count of one decision.</summary>
    public static RevertCounts Of(RevertDecision decision) => decision switch
    {
        RevertDecision.Remove => new() { Removed = 1 },
        RevertDecision.Return => new() { Returned = 1 },
        RevertDecision.Restore { Complaint: "" } => new() { Restored = 1 },
        RevertDecision.Restore => new() { RestoredPartly = 1 },
        { Complaint: "" } => new() { Gone = 1 },
        _ => new() { Kept = 1 },
    };
}
