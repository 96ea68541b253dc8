using System.Text;
using System.Text.Json;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Content;

/// <summary>
/// What a template sees of one contact: its fields by name whatever the case, <c>contact</c> (the same fields), <c>unsubscribeUrl</c>, <c>unsubscribeLabel</c>,
/// <c>list</c>, <c>controller</c>, <c>sender</c>, <c>brand</c> and <c>campaign</c>; of these all but the contact's own win over a field of that name. Made once per worker and campaign and filled
/// anew for each contact. Not thread-safe.
/// </summary>
public sealed class MailModel
{
    // Steps of all loops of one mail: some milliseconds.
    private const int MostSteps = 20_000;

    private const string UnsubscribeUrl = "unsubscribeUrl";
    private const string UnsubscribeLabel = "unsubscribeLabel";

    // Contacts of one list have the same fields in the same order, so a field is nearly always found right after the previous one.
    private readonly List<byte[]> names = [];
    private readonly Dictionary<string, int> slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, object> shared;
    private string?[] values = new string?[32];
    private readonly string language;
    private string unsubscribeUrl = "";
    private int steps;

    /// <summary>A model without a contact.</summary>
    /// <param name="scene">What all contacts share.</param>
    public MailModel(MailScene scene)
    {
        Contact = new ContactValues(this);
        language = scene.Language;
        shared = new(StringComparer.OrdinalIgnoreCase)
        {
            ["contact"] = Contact,
            ["campaign"] = new NamedValues(("name", scene.CampaignName)),
            ["list"] = new NamedValues(("name", scene.ListName), ("title", scene.ListTitle)),
            ["sender"] = new NamedValues(("name", scene.SenderName), ("address", scene.SenderAddress)),
            ["controller"] = new NamedValues(
                ("name", scene.ControllerName),
                ("postalAddress", scene.ControllerPostalAddress),
                ("email", scene.ControllerEmail)),
            ["brand"] = new NamedValues(("name", scene.BrandName), ("colour", scene.BrandColour), ("logo", scene.BrandLogo)),
        };
    }

    internal ContactValues Contact { get; }

    internal MailPlaces Places { get; } = new();

    /// <summary>A field's text as it is kept; null when the contact has none.</summary>
    public string? FieldOf(string name) => slots.TryGetValue(name, out var slot) ? values[slot] : null;

    /// <summary>Says where the links of the next mails lead through, and where their pixel is.</summary>
    /// <param name="clickPrefix">What links begin with, up to their number; empty: each leads to its target directly.</param>
    /// <param name="pixelUrl">The pixel's address; empty for none.</param>
    public void Follow(string clickPrefix, string pixelUrl) => (Places.ClickPrefix, Places.PixelUrl) = (clickPrefix, pixelUrl);

    internal IEnumerable<string> Names =>
        slots.Where(s => values[s.Value] is not null && !shared.ContainsKey(s.Key)).Select(s => s.Key).Concat(shared.Keys).Append(UnsubscribeUrl).Append(UnsubscribeLabel);

    internal IEnumerable<string> FieldNames => slots.Where(s => values[s.Value] is not null).Select(s => s.Key);

    /// <summary>Takes the next contact.</summary>
    /// <param name="fields">UTF-8 JSON: an object whose values are strings (others are taken as they are written; null is no value).</param>
    /// <param name="unsubscribe">The contact's own link out.</param>
    /// <returns>False when <paramref name="fields"/> is not a JSON object of plain values; the model then holds no contact.</returns>
    public bool TryFill(ReadOnlySpan<byte> fields, string unsubscribe)
    {
        Array.Clear(values, 0, names.Count);
        unsubscribeUrl = unsubscribe;
        steps = 0;
        var read = false;
        try
        {
            read = Read(fields);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a text that is none (half of a surrogate pair): the answer is false.
        }

        if (!read)
            Array.Clear(values, 0, names.Count);
        return read;
    }

    /// <summary>Nothing: what a template prints that names the whole instead of a value.</summary>
    public override string ToString() => "";

    /// <summary>Counts a step of a loop.</summary>
    /// <exception cref="MailTooLongException">The mail took too many.</exception>
    internal void ChargeStep()
    {
        if (++steps > MostSteps)
            throw new MailTooLongException();
    }

    internal object? Find(string name)
    {
        if (slots.TryGetValue(name, out var slot) && values[slot] is { } value && !IsShared(name))
            return FalseValue.MeaningOf(value);
        if (name.Equals(UnsubscribeUrl, StringComparison.OrdinalIgnoreCase))
            return unsubscribeUrl;
        if (name.Equals(UnsubscribeLabel, StringComparison.OrdinalIgnoreCase))
            return UnsubscribeLabels.Of(FieldOf(BuiltInFields.Language) is { Length: > 0 } own ? own : language);
        return shared.GetValueOrDefault(name);
    }

    internal object? FindField(string name) => slots.TryGetValue(name, out var slot) && values[slot] is { } value ? FalseValue.MeaningOf(value) : null;

    private bool IsShared(string name) => shared.ContainsKey(name)
        || name.Equals(UnsubscribeUrl, StringComparison.OrdinalIgnoreCase) || name.Equals(UnsubscribeLabel, StringComparison.OrdinalIgnoreCase);

    private bool Read(ReadOnlySpan<byte> fields)
    {
        var reader = new Utf8JsonReader(fields);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var slot = SlotOf(ref reader, expected);
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    values[slot] = Marks.Clean(reader.GetString()!);
                    break;
                case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    values[slot] = Encoding.UTF8.GetString(reader.ValueSpan);
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    return false;
            }

            expected = slot + 1;
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private int SlotOf(ref Utf8JsonReader reader, int expected)
    {
        if (!reader.ValueIsEscaped)
        {
            // Absent fields leave gaps: look a little further before asking the dictionary.
            for (var slot = expected; slot < names.Count && slot < expected + 4; slot++)
            {
                if (reader.ValueSpan.SequenceEqual(names[slot]))
                    return slot;
            }
        }

        var name = reader.GetString()!;
        if (slots.TryGetValue(name, out var known))
            return known;
        names.Add(Encoding.UTF8.GetBytes(name));
        slots.Add(name, names.Count - 1);
        if (values.Length < names.Count)
            Array.Resize(ref values, 2 * values.Length);
        return names.Count - 1;
    }

    /// <summary>The contact's fields alone: <c>{{contact.firstName}}</c>.</summary>
    internal sealed class ContactValues(MailModel model)
    {
        public IEnumerable<string> Names => model.FieldNames;

        public object? Find(string name) => model.FindField(name);

        public override string ToString() => "";
    }
}
