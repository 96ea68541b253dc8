using System.Text;
using Azure.Data.Tables;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>Counts what an import would do and keeps the first rows of each kind, in bounded room.</summary>
internal sealed class DifferenceCollector
{
    /// <summary>Rows of each kind that a difference shows.</summary>
    public const int MostRows = 1_000;

    private readonly FirstRows<DifferenceRow> added = new(MostRows);
    private readonly FirstRows<DifferenceRow> changed = new(MostRows);
    private readonly FirstRows<DifferenceRow> removed = new(MostRows);
    private readonly FirstRows<ProtectedRow> barred = new(MostRows);
    private readonly List<long> tooLarge = [];
    private ImportCounts counts = new();
    private readonly RowTally tally = new();
    private long contacts;

    /// <summary>What was collected.</summary>
    public BucketDifference Difference => new()
    {
        Counts = counts + tally.Counts, Contacts = contacts, TooLarge = tooLarge,
        Added = added.Rows, Changed = changed.Rows, Removed = removed.Rows, Protected = barred.Rows,
    };

    /// <summary>Adds a contact of the file.</summary>
    public void Add(in ComparedRow row)
    {
        tally.Add(row);
        var (line, fate) = (row.Member.Line, row.Decision.Fate);
        if (fate == RowFate.TooLarge)
            tooLarge.Add(line);
        var (isAdded, isChanged) = (fate == RowFate.Add && added.Takes(line), fate == RowFate.Change && changed.Takes(line));
        // Of a person who was erased nothing is shown.
        var isProtected = row.Decision.IsProtected && fate != RowFate.Withheld && barred.Takes(line);
        if (!isAdded && !isChanged && !isProtected)
            return;
        var shown = Shown(row, line);
        if (isAdded)
            added.Add(line, shown);
        if (isChanged)
            changed.Add(line, shown);
        if (isProtected)
            barred.Add(line, new ProtectedRow(line, shown.Key, row.Bar, shown.Fields));
    }

    /// <summary>Adds a contact that the list has.</summary>
    public void AddContact(TableEntity contact, bool isMissing)
    {
        contacts++;
        if (!isMissing)
            return;
        counts = counts with { Removed = counts.Removed + 1 };
        if (removed.Takes(0))
            removed.Add(0, new DifferenceRow(0, contact.GetString("Key") ?? "", FieldDifference.Between(contact.GetBinary("Fields") ?? [], [])).Cut());
    }

    /// <summary>Adds what another collector found.</summary>
    public void Add(BucketDifference other)
    {
        counts += other.Counts;
        contacts += other.Contacts;
        tooLarge.AddRange(other.TooLarge);
        Add(added, other.Added, r => r.Line);
        Add(changed, other.Changed, r => r.Line);
        Add(removed, other.Removed, r => r.Line);
        Add(barred, other.Protected, r => r.Line);
    }

    private static void Add<T>(FirstRows<T> rows, IReadOnlyList<T> others, Func<T, long> line)
    {
        foreach (var other in others)
            rows.Add(line(other), other);
    }

    private static DifferenceRow Shown(in ComparedRow row, long line) => new DifferenceRow(
        line, Encoding.UTF8.GetString(row.Member.Row.Key),
        row.Decision.Fields is { } fields ? FieldDifference.Between(row.Existing?.GetBinary("Fields") ?? [], fields) : []).Cut();
}
