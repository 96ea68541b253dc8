namespace MailMaker.Core.Imports;

/// <summary>A contact that could not be reverted, or not wholly.</summary>
/// <param name="Key">Its key; empty when the person was erased.</param>
/// <param name="Reason">Why.</param>
/// <param name="Fields">The fields that stay as they are; empty when the contact does as a whole.</param>
public sealed record KeptContact(string Key, string Reason, IReadOnlyList<string> Fields)
{
    // 98 contacts of a transaction are kept in one row of the table.
    private const int MostFields = 20;

    /// <summary>The first line of a revert report.</summary>
    public const string FileHeader = "key,reason,fields\r\n";

    /// <summary>The contact of a decision; null when all was undone.</summary>
    public static KeptContact? Of(string key, RevertDecision decision)
    {
        if (decision.Complaint.Length == 0)
            return null;
        var fields = decision.Kept.Count <= MostFields ? decision.Kept : [.. decision.Kept.Take(MostFields), $"and {decision.Kept.Count - MostFields} more"];
        return new KeptContact(decision.Complaint == DecideRevert.Erased ? "" : key, decision.Complaint, fields);
    }

    /// <summary>The line of a revert report (RFC 4180).</summary>
    public string ToCsv() => $"{CsvCell.Quote(Key)},{CsvCell.Quote(Reason)},{CsvCell.Quote(string.Join(' ', Fields))}\r\n";
}
