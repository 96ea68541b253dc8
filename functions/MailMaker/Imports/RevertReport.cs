using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>What reverting an import did, and what it could not do. It holds personal data and is kept as long as the import could be reverted.</summary>
public sealed record RevertReport
{
    /// <summary>The import's id.</summary>
    public required string Import { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset RevertedAt { get; init; }

    /// <summary>What it did.</summary>
    public RevertCounts Counts { get; init; } = new();

    /// <summary>The first contacts that could not be reverted, or not wholly, at most 1,000; the CSV names all.</summary>
    public IReadOnlyList<KeptContact> Kept { get; init; } = [];
}
