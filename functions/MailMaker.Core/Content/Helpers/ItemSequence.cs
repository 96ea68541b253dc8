using System.Collections;
using System.Text.Json;

namespace MailMaker.Core.Content.Helpers;

/// <summary>
/// The items that a field's text lists: of a JSON array, or between separators. Each walk through it is charged to the mail, so that loops within loops end.
/// </summary>
internal sealed class ItemSequence : IEnumerable<object>
{
    /// <summary>Items that one list has at most, whatever the template asks for.</summary>
    public const int Most = 1_000;

    private readonly List<object> items;
    private readonly MailModel? payer;

    private ItemSequence(List<object> items, MailModel? payer) => (this.items, this.payer) = (items, payer);

    /// <summary>The items of a text.</summary>
    /// <param name="text">A JSON array of values or of objects with plain values, or words between separators.</param>
    /// <param name="separators">Any of these characters ends an item.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="payer">The mail's model; null for none.</param>
    public static ItemSequence Of(string text, string separators, int limit, MailModel? payer)
    {
        limit = Math.Clamp(limit, 0, Most);
        var items = text.TrimStart().StartsWith('[') ? FromJson(text, limit) : null;
        items ??= [.. text.Split(separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(limit)];
        return new ItemSequence(items, payer);
    }

    public IEnumerator<object> GetEnumerator()
    {
        foreach (var item in items)
        {
            payer?.ChargeStep();
            yield return item;
        }
    }

    public override string ToString() => string.Join(", ", items.Where(i => i is not NamedValues));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static List<object>? FromJson(string text, int limit)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray().Take(limit).Select(Item)] : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter of half a surrogate pair
        {
            return null;
        }
    }

    private static object Item(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? new NamedValues([.. element.EnumerateObject().DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Select(p => (p.Name, Value(p.Value)))])
        : FalseValue.MeaningOf(Value(element));

    private static string Value(JsonElement element) => Marks.Clean(element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => "",
        _ => element.GetRawText(),
    });
}
