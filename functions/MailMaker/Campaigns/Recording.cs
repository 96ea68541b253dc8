using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>Outcomes of one slice on their way into the ledger.</summary>
/// <param name="Key">The slice.</param>
/// <param name="read">The slice as it was read.</param>
/// <param name="Decided">The new outcome of each member; null where there is none.</param>
internal sealed record Recording(SliceKey Key, StoredSlice read, IReadOnlyList<OutcomeEntry?> Decided)
{
    /// <summary>The slice as it was read last.</summary>
    public StoredSlice Read { get; set; } = read;

    /// <summary>The slice as it was recorded.</summary>
    public StoredSlice? Written { get; set; }
}
