using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>What an import would do: exact counts, and the first rows of each kind. It holds personal data and is kept for 30 days.</summary>
public sealed record ImportDifference
{
    /// <summary>The import's id.</summary>
    public required string Import { get; init; }

    /// <summary>The list.</summary>
    public required string List { get; init; }

    /// <summary>What the file would be taken for.</summary>
    public ImportMode Mode { get; init; }

    /// <summary>When the contacts were compared.</summary>
    public DateTimeOffset ComparedAt { get; init; }

    /// <summary>What the import would do. The rows below are at most 1,000 of each kind.</summary>
    public ImportCounts Counts { get; init; } = new();

    /// <summary>Whether the removal would wait for approval.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>The first contacts that would be added, by line.</summary>
    public IReadOnlyList<DifferenceRow> Added { get; init; } = [];

    /// <summary>The first contacts that would change, by line.</summary>
    public IReadOnlyList<DifferenceRow> Changed { get; init; } = [];

    /// <summary>The first contacts that would be removed.</summary>
    public IReadOnlyList<DifferenceRow> Removed { get; init; } = [];

    /// <summary>The first rejected rows, by line.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; init; } = [];

    /// <summary>The first rows of people who left, bounced or complained, by line: their data would change, their consent would not.</summary>
    public IReadOnlyList<ProtectedRow> Protected { get; init; } = [];
}
