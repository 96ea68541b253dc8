namespace MailMaker.Demo;

/// <summary>What the demo did, as counted by the import and by the campaign's ledger.</summary>
public sealed record DemoSummary
{
    /// <summary>Rows of the contact file.</summary>
    public required int Rows { get; init; }

    /// <summary>New contacts.</summary>
    public required int Added { get; init; }

    /// <summary>Contacts that the file changed.</summary>
    public required int Changed { get; init; }

    /// <summary>Contacts that the file says nothing new of.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Contacts taken off the list.</summary>
    public required int Removed { get; init; }

    /// <summary>Rows that could not be taken.</summary>
    public required int Rejected { get; init; }

    /// <summary>The same by reason.</summary>
    public required IReadOnlyDictionary<string, int> RejectedByReason { get; init; }

    /// <summary>Contacts the campaign was planned for.</summary>
    public required int Audience { get; init; }

    /// <summary>Mails handed over.</summary>
    public required int Sent { get; init; }

    /// <summary>Contacts decided against.</summary>
    public required int Dropped { get; init; }

    /// <summary>The same by reason.</summary>
    public required IReadOnlyDictionary<string, int> DroppedByReason { get; init; }

    /// <summary>Contacts to be tried again.</summary>
    public required int Deferred { get; init; }

    /// <summary>From the file's registration to the end of its import.</summary>
    public required double ImportSeconds { get; init; }

    /// <summary>From the launch to the last outcome.</summary>
    public required double SendSeconds { get; init; }

    /// <summary>Where the mails are.</summary>
    public required string Outbox { get; init; }

    /// <summary>Where the rejected rows are; null when there are none.</summary>
    public required string? RejectsFile { get; init; }
}
