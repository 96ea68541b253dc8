using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>Counts decided rows. An import and its dry run count the same way. Not safe for use by two threads.</summary>
internal sealed class RowTally
{
    private long added;
    private long changed;
    private long unchanged;
    private long rejected;
    private long barred;

    /// <summary>The counts so far.</summary>
    public ImportCounts Counts => new() { Added = added, Changed = changed, Unchanged = unchanged, Rejected = rejected, Protected = barred };

    /// <summary>Counts one contact of the file, with its duplicates.</summary>
    public void Add(in ComparedRow row)
    {
        rejected += row.Member.DuplicateCount;
        if (row.Decision.Fate == RowFate.TooLarge)
        {
            rejected++;
            return;
        }

        barred += row.Decision.IsProtected ? 1 : 0;
        switch (row.Decision.Fate)
        {
            case RowFate.Add:
                added++;
                break;
            case RowFate.Change:
                changed++;
                break;
            default:
                // Somebody who was erased is not told from somebody of whom the file says nothing new.
                unchanged++;
                break;
        }
    }
}
