using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>Which column of a file fills which field of the list.</summary>
public sealed class HeaderMap
{
    /// <summary>Columns that a file may have: as many as a contact has fields.</summary>
    public static readonly int MostColumns = BuiltInFields.All.Count + ContactList.MostFields;

    private HeaderMap(IReadOnlyList<ImportColumn> columns, string refusal) => (Columns, Refusal) = (columns, refusal);

    /// <summary>The file's columns in their order.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Why the file can't be imported at all; empty when it can.</summary>
    public string Refusal { get; }

    /// <summary>Maps the headings of a file.</summary>
    /// <param name="list">The list that the file is for.</param>
    /// <param name="headings">The headings in their order.</param>
    /// <param name="mapping">The saved mapping that the file is read by; null: the headings say it themselves.</param>
    public static HeaderMap Create(ContactList list, IReadOnlyList<string> headings, FileMapping? mapping = null)
    {
        if (headings.Count > MostColumns)
            return new HeaderMap([], $"The file has {headings.Count} columns; at most {MostColumns} are read.");
        var columns = new ImportColumn[headings.Count];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var room = ContactList.MostFields - list.Fields.Count;
        var mapped = new MappedHeadings(mapping);
        // What is mapped goes before what only sounds like a field.
        for (var i = 0; i < columns.Length; i++)
        {
            var heading = Cut(headings[i].Trim());
            columns[i] = mapped.Find(heading, out var field) ? UseMapped(list, heading, field, taken, ref room) : new ImportColumn(heading, ColumnUse.Custom, "");
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { Use: ColumnUse.Custom, Field: "" })
                columns[i] = Use(list, columns[i].Heading, taken, mapping?.OtherColumns ?? OtherColumns.Keep, ref room);
        }

        if (list.Key == KeyKind.Mobile && !taken.Contains(BuiltInFields.Mobile))
            TakeTelephone(columns, taken);
        return new HeaderMap(columns, taken.Contains(KeyField(list.Key)) ? "" : MissingKey(list.Key, columns));
    }

    /// <summary>The field that holds a list's key.</summary>
    public static string KeyField(KeyKind kind) => kind switch
    {
        KeyKind.Fkey => BuiltInFields.Fkey,
        KeyKind.Email => BuiltInFields.Email,
        _ => BuiltInFields.Mobile,
    };

    /// <summary>Whether a heading names a field of the list.</summary>
    public static bool IsKnown(ContactList list, string heading) => FieldOf(list, heading) is not null;

    /// <summary>The field that has a name, whatever its case: a built-in one, the list's own, or a new one of this name; null when it can't be a name.</summary>
    internal static (string Name, ColumnUse Use)? FieldNamed(ContactList list, string name)
    {
        if (BuiltInFields.All.FirstOrDefault(f => f.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } builtIn)
            return (builtIn, ColumnUse.BuiltIn);
        if (list.Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } own)
            return (own.Name, ColumnUse.Own);
        return Headings.OwnName(name) == name ? (name, ColumnUse.Custom) : null;
    }

    private static (string Name, ColumnUse Use)? FieldOf(ContactList list, string heading)
    {
        var key = Headings.Key(heading);
        if (key.Length == 0)
            return null;
        // The list's own field goes before a synonym, but never before the name of a built-in field itself.
        var own = list.Fields.FirstOrDefault(f => Headings.Key(f.Name) == key);
        var builtIn = Headings.FieldOf(heading);
        if (own is not null && (builtIn is null || Headings.Key(builtIn) != key))
            return (own.Name, ColumnUse.Own);
        return builtIn is null ? null : (builtIn, ColumnUse.BuiltIn);
    }

    private static ImportColumn UseMapped(ContactList list, string heading, string? field, HashSet<string> taken, ref int room)
    {
        if (field is null || FieldNamed(list, field) is not (var name, var use))
            return new ImportColumn(heading, ColumnUse.Ignored, "");
        if (taken.Contains(name))
            return new ImportColumn(heading, ColumnUse.Duplicate, "");
        if (use == ColumnUse.Custom && room-- <= 0)
            return new ImportColumn(heading, ColumnUse.Ignored, "");
        taken.Add(name);
        return new ImportColumn(heading, use, name);
    }

    private static ImportColumn Use(ContactList list, string heading, HashSet<string> taken, OtherColumns others, ref int room)
    {
        if (FieldOf(list, heading) is (var field, var use))
            return taken.Add(field) ? new ImportColumn(heading, use, field) : new ImportColumn(heading, ColumnUse.Duplicate, "");
        if (Headings.OwnName(heading) is not { } name)
            return new ImportColumn(heading, ColumnUse.Ignored, "");
        if (taken.Contains(name))
            return new ImportColumn(heading, ColumnUse.Duplicate, "");
        if (room <= 0 || others == OtherColumns.Ignore)
            return new ImportColumn(heading, ColumnUse.Ignored, "");
        room--;
        taken.Add(name);
        return new ImportColumn(heading, ColumnUse.Custom, name);
    }

    private static void TakeTelephone(ImportColumn[] columns, HashSet<string> taken)
    {
        var at = Array.FindIndex(columns, c => c.Use == ColumnUse.Custom && Headings.IsTelephone(c.Heading));
        if (at < 0)
            return;
        taken.Remove(columns[at].Field);
        taken.Add(BuiltInFields.Mobile);
        columns[at] = columns[at] with { Use = ColumnUse.BuiltIn, Field = BuiltInFields.Mobile };
    }

    private static string MissingKey(KeyKind kind, ImportColumn[] columns)
    {
        var expected = kind switch
        {
            KeyKind.Fkey => "fkey, id, customer id, codice cliente or 고객번호",
            KeyKind.Email => "email, e-mail, indirizzo email or 이메일",
            _ => "mobile, cellulare or 휴대폰",
        };
        var found = string.Join(", ", columns.Take(20).Select(c => c.Heading.Length == 0 ? "(empty)" : c.Heading));
        return $"The file has no column with the list's key ({KeyField(kind)}). Expected a heading such as {expected}; found: {found}"
            + (columns.Length > 20 ? $" and {columns.Length - 20} more." : ".");
    }

    private static string Cut(string heading) => heading.Length <= 100 ? heading : heading[..100];
}
