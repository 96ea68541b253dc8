using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Consent;

/// <summary>The column of an opt-out file that names people.</summary>
/// <param name="Index">Which, from 0.</param>
/// <param name="Heading">Its heading; empty when the file has none.</param>
/// <param name="Kind">What it holds; null: each value says it.</param>
internal sealed record OptOutColumn(int Index, string Heading, KeyKind? Kind)
{
    /// <summary>The first column of a file without headings.</summary>
    public static OptOutColumn First { get; } = new(0, "", null);

    /// <summary>
    /// Finds the column by the file's first row: the list's key before an address before a number. A first row in which no cell is a heading that is known is a row like the others.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="cells">The first row.</param>
    /// <param name="refusal">Why the file can't be used: it has headings, and none of them names people of the list.</param>
    /// <returns>The column; null when the first row is no heading, or when the file is refused.</returns>
    public static OptOutColumn? InHeader(ContactList list, IReadOnlyList<string> cells, out string refusal)
    {
        refusal = "";
        var fields = cells.Select(c => Headings.FieldOf(c) ?? (Headings.IsTelephone(c) ? BuiltInFields.Mobile : null)).ToList();
        if (fields.TrueForAll(f => f is null))
            return null;
        foreach (var kind in new[] { list.Key, KeyKind.Email, KeyKind.Mobile })
        {
            if (fields.IndexOf(HeaderMap.KeyField(kind)) is >= 0 and var index)
                return new OptOutColumn(index, cells[index], kind);
        }

        refusal = "No heading names a column of e-mail addresses, mobile numbers or the list's keys.";
        return null;
    }

    /// <summary>What a value is.</summary>
    public KeyKind KindOf(ContactList list, ReadOnlySpan<char> value) =>
        Kind ?? (value.Contains('@') ? KeyKind.Email : list.Key == KeyKind.Fkey ? KeyKind.Fkey : KeyKind.Mobile);
}
