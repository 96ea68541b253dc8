using System.Text.Json;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Segments;

/// <summary>
/// Reads an expression from JSON: <c>{"and": […]}</c>, <c>{"or": […]}</c>, <c>{"not": …}</c>, or <c>{"field": "city", "equals": "Rome"}</c>. Whatever else is refused with a
/// JSON pointer. Reads one expression; what it knows of the lists' fields is nothing.
/// </summary>
public sealed class SegmentReader
{
    /// <summary>How deep parts may lie in one another.</summary>
    public const int MostDepth = 10;

    /// <summary>Comparisons in one expression.</summary>
    public const int MostComparisons = 64;

    /// <summary>Parts of one and, or.</summary>
    public const int MostParts = 64;

    /// <summary>Values of one in.</summary>
    public const int MostValues = 1_000;

    /// <summary>Problems that are told of one expression; the rest waits until these are mended.</summary>
    public const int MostProblems = 20;

    /// <summary>Days that a date may be asked to be away.</summary>
    public const int MostDays = 36_500;

    private readonly List<Problem> problems = [];
    private int comparisons;

    private SegmentReader()
    {
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="at">The pointer to it.</param>
    public static Checked<SegmentExpression> Read(JsonElement json, string at)
    {
        var reader = new SegmentReader();
        SegmentExpression? expression = null;
        try
        {
            expression = reader.Expression(json, at, 1);
        }
        catch (InvalidOperationException)
        {
            // JSON lets an escape through that is half a surrogate pair.
            reader.Refuse(at, "holds an escape that stands for no character.");
        }

        if (reader.comparisons > MostComparisons)
            reader.Refuse(at, $"A filter has at most {MostComparisons} comparisons; these are {reader.comparisons}.");
        return reader.problems.Count > 0 ? new(null, reader.problems) : new(expression, []);
    }

    private SegmentExpression? Expression(JsonElement json, string at, int depth)
    {
        if (depth > MostDepth)
            return Refuse(at, $"Parts lie more than {MostDepth} deep in one another.");
        if (json.ValueKind != JsonValueKind.Object)
            return Refuse(at, "must be an object with and, or, not, or field and a comparison.");
        var members = json.EnumerateObject().Take(3).ToList();
        return members switch
        {
            [{ Name: "and" or "or" } only] => Parts(only, $"{at}/{only.Name}", depth),
            [{ Name: "not" } only] => Expression(only.Value, at + "/not", depth + 1) is { } part ? new SegmentExpression.Not(part) : null,
            [{ Name: "field" } field, var comparison] => Comparison(field.Value, comparison, at),
            [var comparison, { Name: "field" } field] => Comparison(field.Value, comparison, at),
            _ => Refuse(at, $"must have one of and, or, not alone, or field and one comparison ({FilterOperators.AllWords})."),
        };
    }

    private SegmentExpression? Parts(JsonProperty member, string at, int depth)
    {
        if (member.Value.ValueKind != JsonValueKind.Array || member.Value.GetArrayLength() is 0 or > MostParts)
            return Refuse(at, $"must be an array of 1 to {MostParts} parts.");
        var parts = new List<SegmentExpression>();
        var i = 0;
        foreach (var part in member.Value.EnumerateArray())
        {
            if (problems.Count < MostProblems && Expression(part, $"{at}/{i}", depth + 1) is { } read)
                parts.Add(read);
            i++;
        }

        return member.Name == "and" ? new SegmentExpression.And(parts) : new SegmentExpression.Or(parts);
    }

    private SegmentExpression.Comparison? Comparison(JsonElement field, JsonProperty comparison, string at)
    {
        comparisons++;
        if (Text(field) is not { Length: > 0 } name)
            return Refuse(at + "/field", "must be the name of a field.");
        if (FilterOperators.OfWord(comparison.Name) is not { } filterOperator)
            return Refuse(at, $"has no comparison that is known: {FilterOperators.AllWords}.");
        var values = Values(filterOperator, comparison.Value, $"{at}/{comparison.Name}");
        return values is null ? null : new SegmentExpression.Comparison(name, filterOperator, values);
    }

    private List<FilterValue>? Values(FilterOperator filterOperator, JsonElement json, string at)
    {
        if (filterOperator is not (FilterOperator.In or FilterOperator.Between))
            return Value(filterOperator, json, at) is { } only ? [only] : null;
        var (least, most) = filterOperator == FilterOperator.In ? (1, MostValues) : (2, 2);
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() < least || json.GetArrayLength() > most)
        {
            Refuse(at, filterOperator == FilterOperator.In ? $"must be an array of 1 to {MostValues} values." : "must be an array of two values.");
            return null;
        }

        var values = new List<FilterValue>();
        foreach (var element in json.EnumerateArray())
        {
            if (problems.Count < MostProblems && Value(filterOperator, element, $"{at}/{values.Count}") is { } value)
                values.Add(value);
        }

        return values.Count == json.GetArrayLength() ? values : null;
    }

    private FilterValue? Value(FilterOperator filterOperator, JsonElement json, string at)
    {
        if (filterOperator == FilterOperator.Empty && json.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Refuse(at, "must be true or false.");
        else if (filterOperator.TakesDays() && !(json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var days) && days >= 0 && days <= MostDaysOf(filterOperator)))
            Refuse(at, $"must be a whole number of days, 0 to {MostDaysOf(filterOperator)}.");
        else if (json.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return FilterValue.Of(json.GetBoolean());
        else if (json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number))
            return FilterValue.Of(number);
        else if (Text(json) is { Length: > 0 } text)
            return FilterValue.Of(text);
        else
            Refuse(at, $"must be text of 1 to {FieldRule.MostCharacters} characters, a number of at most 28 digits, true or false.");
        return null;
    }

    private static int MostDaysOf(FilterOperator filterOperator) => filterOperator == FilterOperator.AnniversaryInNextDays ? 366 : MostDays;

    private static string? Text(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && json.GetString() is { Length: <= FieldRule.MostCharacters } text ? text : null;

    private SegmentExpression.Comparison? Refuse(string at, string detail)
    {
        if (problems.Count < MostProblems)
            problems.Add(new Problem(at, detail));
        return null;
    }
}
