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

    /// <summary>The same without the rows that name an erased person.</summary>
    /// <param name="values">Key and addresses in canonical form.</param>
    public ImportDifference Without(IReadOnlyCollection<string> values) => this with
    {
        Added = [.. Added.Where(r => !Names(r.Key, r.Fields, values))],
        Changed = [.. Changed.Where(r => !Names(r.Key, r.Fields, values))],
        Removed = [.. Removed.Where(r => !Names(r.Key, r.Fields, values))],
        Rejected = [.. Rejected.Where(r => !values.Any(v => r.Row.Contains(v, StringComparison.OrdinalIgnoreCase)))],
        Protected = [.. Protected.Where(r => !Names(r.Key, r.Fields, values))],
    };

    private static bool Names(string key, IReadOnlyList<FieldDifference> fields, IReadOnlyCollection<string> values) =>
        values.Contains(key) || fields.Any(f => (f.Old is not null && values.Contains(f.Old)) || (f.New is not null && values.Contains(f.New)));
}
