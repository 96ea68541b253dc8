using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>The counts of decided rows. An import and its dry run count the same way.</summary>
internal static class RowTally
{
    /// <summary>The counts of one contact of the file, with its duplicates.</summary>
    public static ImportCounts Of(in ComparedRow row)
    {
        var duplicates = row.Member.DuplicateCount;
        var isProtected = row.Decision.IsProtected ? 1 : 0;
        return row.Decision.Fate switch
        {
            RowFate.Add => new ImportCounts { Added = 1, Rejected = duplicates, Protected = isProtected },
            RowFate.Change => new ImportCounts { Changed = 1, Rejected = duplicates, Protected = isProtected },
            RowFate.TooLarge => new ImportCounts { Rejected = duplicates + 1 },
            // Somebody who was erased is not told from somebody of whom the file says nothing new.
            _ => new ImportCounts { Unchanged = 1, Rejected = duplicates, Protected = isProtected },
        };
    }
}
