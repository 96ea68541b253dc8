using System.Globalization;
using System.Text.Json;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>The fields that a call supplies for a contact, in canonical form; those without a value are cleared.</summary>
/// <param name="Supplied">The names of all of them.</param>
/// <param name="Values">Those with a value, as kept.</param>
public sealed record ContactBody(IReadOnlySet<string> Supplied, byte[] Values)
{
    /// <summary>Reads the JSON object of a call: field names (whatever their case) and text, numbers, booleans or null.</summary>
    /// <param name="list">The list.</param>
    /// <param name="key">The contact's key, in canonical form; a different one in the body is refused.</param>
    /// <param name="utf8">The body.</param>
    public static Checked<ContactBody> Read(ContactList list, string key, ReadOnlySpan<byte> utf8)
    {
        var parsed = DefinitionJson.Read<Dictionary<string, JsonElement>>(utf8);
        if (parsed.Value is null)
            return new(null, parsed.Problems);
        var problems = new List<Problem>();
        var fields = new Dictionary<string, string>();
        foreach (var (name, value) in parsed.Value)
            Add(list, name, value, fields, problems);
        Keyed(list, key, fields, problems);
        var own = fields.Keys.Count(f => !BuiltInFields.All.Contains(f));
        if (own > ContactList.MostFields)
            problems.Add(new Problem("", $"The contact would have {own} fields beside the built-in ones; at most {ContactList.MostFields} are kept."));
        var json = FieldsJson.Write(new FieldOrder(list), fields);
        if (json.Length > FieldsJson.MostBytes)
            problems.Add(new Problem("", "The contact's fields together are longer than 60,000 bytes."));
        return problems.Count > 0 ? new(null, problems) : new(new ContactBody(fields.Keys.ToHashSet(), json), []);
    }

    private static void Keyed(ContactList list, string key, Dictionary<string, string> fields, List<Problem> problems)
    {
        var field = HeaderMap.KeyField(list.Key);
        if (fields.TryGetValue(field, out var said) && said != key)
            problems.Add(new Problem($"/{field}", "is not the key in the address; a contact's key can't be changed: make another contact."));
        fields[field] = key;
    }

    private static void Add(ContactList list, string name, JsonElement value, Dictionary<string, string> fields, List<Problem> problems)
    {
        var pointer = "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        if (NameOf(list, name) is not { } field)
            problems.Add(new Problem(pointer, "is not a field's name: 1 to 60 letters, digits, _ or -, a letter first."));
        else if (fields.ContainsKey(field))
            problems.Add(new Problem(pointer, "is said twice."));
        else if (Normalise(list, field, value, out var text) is { } fault)
            problems.Add(new Problem(pointer, fault));
        else
            fields[field] = text;
    }

    private static string? NameOf(ContactList list, string name) =>
        BuiltInFields.All.FirstOrDefault(f => f.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? list.Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name
        ?? (Headings.OwnName(name) == name ? name : null);

    private static string? Normalise(ContactList list, string field, JsonElement value, out string text)
    {
        text = "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return FieldRules.For(list, field).Normalise(value.GetString()!, out text);
            case JsonValueKind.True or JsonValueKind.False:
                return FieldRules.For(list, field).Normalise(value.GetBoolean() ? "true" : "false", out text);
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                // JSON's mark is the point, whatever the list's country writes.
                return FieldRules.For(list, field, ValueConventions.Of(list.Country) with { Decimals = DecimalMark.Point }).Normalise(number.ToString(CultureInfo.InvariantCulture), out text);
            default:
                return "must be text, a number, true, false or null.";
        }
    }
}
