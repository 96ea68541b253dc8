namespace MailMaker.Core.Campaigns;

/// <summary>When those recipients of a campaign that wait are due.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct DueRange(DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>Takes one slice in; null is nobody.</summary>
    public static DueRange? Of(DueRange? before, Slice slice)
    {
        foreach (var entry in slice.Entries.Where(e => e.Outcome == Outcome.Deferred))
        {
            before = before is { } range
                ? new DueRange(entry.At < range.First ? entry.At : range.First, entry.At > range.Last ? entry.At : range.Last)
                : new DueRange(entry.At, entry.At);
        }

        return before;
    }
}
