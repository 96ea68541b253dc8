using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;

namespace MailMaker.Tests.Imports.Properties;

/// <summary>A file of a few rows about a few contacts.</summary>
internal sealed record SmallFile(ImportMode Mode, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly Dictionary<string, string[]> Values = new()
    {
        [BuiltInFields.Email] = ["", "a@example.com", "b@example.com", "c@example.com", "d@example.com"],
        [BuiltInFields.Mobile] = ["", "+393331234567", "+393331234568"],
        [BuiltInFields.FirstName] = ["", "Ada", "Bea", "Quirin \"Q\", d. Ä."],
        [BuiltInFields.City] = ["", "Roma", "Torino"],
        [BuiltInFields.Consent] = ["", "true", "false"],
    };

    /// <summary>The keys that files are about.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["k1", "k2", "k3", "k4", "k5"];

    /// <summary>Any file.</summary>
    public static Gen<SmallFile> Any { get; } =
        from full in Gen.Elements(false, false, true)
        from columns in Gen.SubListOf(Values.Keys.AsEnumerable())
        from rows in RowOf([.. columns]).ListOf()
        select new SmallFile(full ? ImportMode.Full : ImportMode.Incremental, [.. columns], [.. rows.Take(12)]);

    /// <summary>The file as text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder("fkey," + string.Join(',', Columns)).Append('\n');
            foreach (var row in Rows)
                text.AppendJoin(',', row.Select(v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
            return text.ToString();
        }
    }

    /// <summary>Files with less in them.</summary>
    public IEnumerable<SmallFile> Smaller() => PropertyCheck.OneLess(Rows).Select(r => this with { Rows = r });

    /// <summary>What the file makes of a list, told in the plainest way.</summary>
    public void ApplyTo(SortedDictionary<string, Dictionary<string, string>> contacts)
    {
        foreach (var row in Rows)
        {
            if (!Rows.Last(r => r[0] == row[0]).Equals(row))
                continue;
            var fields = contacts.TryGetValue(row[0], out var known) ? known : contacts[row[0]] = new Dictionary<string, string> { [BuiltInFields.Fkey] = row[0] };
            for (var i = 0; i < Columns.Count; i++)
                fields[Columns[i]] = row[i + 1];
        }

        if (Mode != ImportMode.Full)
            return;
        foreach (var gone in contacts.Keys.Where(k => !Rows.Any(r => r[0] == k)).ToList())
            contacts.Remove(gone);
    }

    private static Gen<IReadOnlyList<string>> RowOf(IReadOnlyList<string> columns) => columns.Aggregate(
        Gen.Elements<string>([.. Keys]).Select(k => (IReadOnlyList<string>)[k]),
        (row, column) => from cells in row from value in Gen.Elements(Values[column]) select (IReadOnlyList<string>)[.. cells, value]);
}
