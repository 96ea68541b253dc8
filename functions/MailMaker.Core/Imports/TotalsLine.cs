using System.Collections.Frozen;

namespace MailMaker.Core.Imports;

/// <summary>
/// Tells the line of sums that people leave under a table. Its label is no e-mail address and no number; only where any text can be a key must it
/// be known.
/// </summary>
internal static class TotalsLine
{
    private const int Longest = 16;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Labels = new[]
    {
        "total", "totals", "grand total", "subtotal", "sum", "totale", "totali", "totale generale", "subtotale", "somma", "합계", "총계", "소계", "총합", "총합계",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a key is the label of such a line.</summary>
    public static bool IsLabel(ReadOnlySpan<char> key) => key.Length <= Longest && Labels.Contains(key.TrimEnd(": "));
}
