using System.Globalization;
using System.Text.Json;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>Reads the fields that calls supply for contacts of a list. Made once for many contacts; not safe for use by two threads.</summary>
public sealed class ContactBodyReader(ContactList list)
{
    private readonly FieldOrder order = new(list);
    private readonly string keyField = HeaderMap.KeyField(list.Key);
    private readonly Dictionary<string, string?> names = [];
    private readonly Dictionary<string, FieldRule> rules = [];
    private readonly Dictionary<string, FieldRule> numberRules = [];
    private readonly ValueConventions usual = ValueConventions.Of(list.Country);
    private readonly ValueConventions jsonNumbers = ValueConventions.Of(list.Country) with { Decimals = DecimalMark.Point };
    private readonly char[] canonical = new char[FieldRule.MostCharacters];

    /// <summary>Reads an object of field names (whatever their case) and text, numbers, booleans or null.</summary>
    /// <param name="key">The contact's key, in canonical form.</param>
    /// <param name="body">The object.</param>
    /// <param name="at">The pointer to it.</param>
    public Checked<ContactBody> Read(string key, JsonElement body, string at)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return new(null, [new Problem(at, "must be an object of fields.")]);
        var problems = new List<Problem>();
        var fields = new Dictionary<string, string>();
        foreach (var member in body.EnumerateObject())
            Add(member, at, fields, problems);
        var newKey = fields.TryGetValue(keyField, out var said) && said != key ? said : null;
        if (newKey is "")
            problems.Add(new Problem($"{at}/{keyField}", "is the contact's key, which can't be cleared."));
        fields[keyField] = newKey ?? key;
        var own = fields.Keys.Count(f => !BuiltInFields.All.Contains(f));
        if (own > ContactList.MostFields)
            problems.Add(new Problem(at, $"The contact would have {own} fields beside the built-in ones; at most {ContactList.MostFields} are kept."));
        var json = FieldsJson.Write(order, fields);
        if (json.Length > FieldsJson.MostBytes)
            problems.Add(new Problem(at, "The contact's fields together are longer than 60,000 bytes."));
        return problems.Count > 0 ? new(null, problems) : new(new ContactBody(fields.Keys.ToHashSet(), json, newKey), []);
    }

    /// <summary>The problem of a body that says another key where none can be changed.</summary>
    /// <param name="at">The pointer to the body.</param>
    public Problem KeyIsFixed(string at) =>
        new($"{at}/{keyField}", "is not the key in the address. A contact's key is changed by a PATCH of the contact alone.");

    private void Add(JsonProperty member, string at, Dictionary<string, string> fields, List<Problem> problems)
    {
        if (!names.TryGetValue(member.Name, out var field))
            names[member.Name] = field = NameOf(member.Name);
        string? fault;
        var text = "";
        if (field is null)
            fault = "is not a field's name: 1 to 60 letters, digits, _ or -, a letter first.";
        else if (fields.ContainsKey(field))
            fault = "is said twice.";
        else
            fault = Normalise(field, member.Value, out text);
        if (fault is null)
            fields[field!] = text;
        else
            problems.Add(new Problem(at + JsonPointer.Step(member.Name), fault));
    }

    private string? NameOf(string name) =>
        BuiltInFields.All.FirstOrDefault(f => f.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? list.Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name
        ?? (Headings.OwnName(name) == name ? name : null);

    private string? Normalise(string field, JsonElement value, out string text)
    {
        text = "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return Normalise(Rule(rules, usual, field), value.GetString()!, out text);
            case JsonValueKind.True or JsonValueKind.False:
                return Normalise(Rule(rules, usual, field), value.GetBoolean() ? "true" : "false", out text);
            // JSON's mark is the point, whatever the list's country writes.
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                return Normalise(Rule(numberRules, jsonNumbers, field), number.ToString(CultureInfo.InvariantCulture), out text);
            default:
                return "must be text, a number, true, false or null.";
        }
    }

    private string? Normalise(FieldRule rule, string raw, out string text)
    {
        text = "";
        var trimmed = Blanks.Trim(raw);
        if (trimmed.IsWhiteSpace())
            return null;
        if (rule.Normalise(trimmed, canonical, out var written) is { } fault)
            return fault;
        text = new string(canonical, 0, written);
        return null;
    }

    private FieldRule Rule(Dictionary<string, FieldRule> known, ValueConventions conventions, string field)
    {
        if (!known.TryGetValue(field, out var rule))
            known[field] = rule = FieldRules.For(list, field, conventions);
        return rule;
    }
}
