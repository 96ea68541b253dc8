using System.Globalization;
using System.Text;
using System.Text.Json;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>
/// Writes contacts as CSV (RFC 4180): every field in the list's order, then what is known about the contact under headings that begin with <c>#</c>, which
/// an import passes over. Imported again, the file says what it was exported from. Not safe for use by two threads.
/// </summary>
public sealed class ContactCsv
{
    /// <summary>The headings of what is known about a contact beside its fields.</summary>
    public static IReadOnlyList<string> StatusHeadings { get; } = ["#status", "#leftBy", "#leftAt", "#suppressed", "#agreedBy", "#agreedAt"];

    private readonly Dictionary<string, int> columns = [];
    private readonly HashSet<string> numbers;
    private readonly string?[] values;

    /// <summary>The columns of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="others">The names of fields that contacts have beside the built-in ones and the list's own.</param>
    public ContactCsv(ContactList list, IEnumerable<string> others)
    {
        foreach (var name in BuiltInFields.All.Concat(list.Fields.Select(f => f.Name)).Concat(others))
            columns.TryAdd(name, columns.Count);
        numbers = [.. list.Fields.Where(f => f.Type == FieldType.Number).Select(f => f.Name)];
        values = new string?[columns.Count];
    }

    /// <summary>Whether a field has a column.</summary>
    public bool Has(string field) => columns.ContainsKey(field);

    /// <summary>Writes the header.</summary>
    public void AppendHeader(StringBuilder to)
    {
        // A field's name is letters, digits, _ and -: never in need of quotes.
        to.AppendJoin(',', columns.Keys).Append(',').AppendJoin(',', StatusHeadings).Append("\r\n");
    }

    /// <summary>Writes a contact's line.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="fields">Its fields as kept.</param>
    /// <param name="status">What is known about it.</param>
    public void Append(StringBuilder to, ReadOnlySpan<byte> fields, ContactStatus status)
    {
        Array.Clear(values);
        foreach (var (name, value) in FieldsJson.Read(fields))
        {
            if (columns.TryGetValue(name, out var column))
                values[column] = numbers.Contains(name) ? Unambiguous(value) : value;
        }

        foreach (var value in values)
            AppendCell(to, value ?? "");
        AppendCell(to, status.Word(values[columns[BuiltInFields.Consent]]));
        AppendCell(to, Word(status.Left?.Reason));
        AppendCell(to, Moment(status.Left?.At));
        AppendCell(to, Word(status.Suppressed));
        AppendCell(to, status.Agreed?.Source.Channel ?? "");
        AppendCell(to, Moment(status.Agreed?.At));
        to.Length--;
        to.Append("\r\n");
    }

    private static void AppendCell(StringBuilder to, string value)
    {
        value = FormulaText.Escape(value);
        if (value.AsSpan().ContainsAny(",\"\r\n") || value is [' ', ..] or [.., ' '])
            to.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            to.Append(value);
        to.Append(',');
    }

    // 1.125 could be read as a thousand and more where the comma marks decimals; 1.1250 could not.
    private static string Unambiguous(string number) => number.Length > 4 && number[^4] == '.' ? number + "0" : number;

    private static string Word<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : "";

    private static string Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
