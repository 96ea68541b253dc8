using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>What an import's progress gains by rows that were done since it was last written: made once a transaction, not once a row.</summary>
internal sealed class AppliedRows
{
    private readonly List<long> tooLarge = [];
    private RowTally tally = new();
    private ContactId? last;

    /// <summary>Adds a row whose writes, if it has any, go out with the next transaction.</summary>
    public void Add(in ComparedRow row)
    {
        tally.Add(row);
        last = row.Member.Id;
        if (row.Decision.Fate == RowFate.TooLarge)
            tooLarge.Add(row.Member.Line);
    }

    /// <summary>The progress with the rows, which are forgotten here.</summary>
    public BucketProgress AddTo(BucketProgress progress)
    {
        if (last is not { } id)
            return progress;
        var next = progress with { AppliedTo = id.ToString(), Counts = progress.Counts + tally.Counts, TooLarge = [.. progress.TooLarge, .. tooLarge] };
        (tally, last) = (new RowTally(), null);
        tooLarge.Clear();
        return next;
    }
}
