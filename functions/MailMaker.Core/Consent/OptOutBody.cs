using System.Text.Json;

namespace MailMaker.Core.Consent;

/// <summary>Reads the body of a call about people who left: one of them, or <c>{"optouts": […]}</c> with up to 1,000. A bad item harms no other.</summary>
public static class OptOutBody
{
    /// <summary>Items that a call may have.</summary>
    public const int MostItems = 1_000;

    /// <summary>The items in their order, each with what is wrong with it; problems when the body is neither form.</summary>
    public static Checked<IReadOnlyList<(OptOut? OptOut, Problem? Problem)>> Read(ReadOnlySpan<byte> utf8)
    {
        var parsed = DefinitionJson.Read<Dictionary<string, JsonElement>>(utf8);
        if (parsed.Value is null)
            return new(null, parsed.Problems);
        if (!parsed.Value.TryGetValue("optouts", out var many))
            return Single(utf8);
        if (parsed.Value.Count > 1 || many.ValueKind != JsonValueKind.Array || many.GetArrayLength() is 0 or > MostItems)
            return new(null, [new Problem("/optouts", "must be an array of 1 to 1,000 items, alone in the body.")]);
        return new([.. many.EnumerateArray().Select((item, i) => Item(item, $"/optouts/{i}"))], []);
    }

    private static Checked<IReadOnlyList<(OptOut? OptOut, Problem? Problem)>> Single(ReadOnlySpan<byte> utf8)
    {
        var item = DefinitionJson.Read<OptOut>(utf8);
        if (item.Value is null)
            return new(null, item.Problems);
        return item.Value.Check("") is { } problem ? new(null, [problem]) : new([(item.Value, null)], []);
    }

    private static (OptOut? OptOut, Problem? Problem) Item(JsonElement element, string at)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.Deserialize<OptOut>(DefinitionJson.Options) is { } item
                ? item.Check(at) is { } problem ? (null, problem) : (item, null)
                : (null, new Problem(at, "must be an object with list, and key, email or mobile."));
        }
        catch (JsonException)
        {
            return (null, new Problem(at, "has a member that is none of list, key, email and mobile, or one that is not text."));
        }
    }
}
