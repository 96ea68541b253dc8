using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace MailMaker.Core;

/// <summary>Says of a definition that can't be read where the fault is, what it is, and what would do.</summary>
internal static partial class JsonFault
{
    /// <summary>The problem.</summary>
    /// <param name="fault">What the reader said.</param>
    /// <param name="type">What was read.</param>
    public static Problem Of(JsonException fault, Type type)
    {
        var where = fault.LineNumber is { } line ? $" at line {line + 1}, column {(fault.BytePositionInLine ?? 0) + 1}" : "";
        var place = Segments(fault.Path);
        return new(string.Concat(place.Select(JsonPointer.Step)), $"The JSON can't be read{where}: {Reason(fault, type, place)}");
    }

    private static string Reason(JsonException fault, Type type, List<string> place) => fault.Message switch
    {
        var words when fault is UnknownWordException => words,
        var m when m.Contains("could not be mapped", StringComparison.Ordinal) => $"there is no such member; {Members(At(type, place.SkipLast(1)))}",
        var m when m.Contains("could not be converted", StringComparison.Ordinal) => Expected(At(type, place)),
        var m when m.Contains("missing required properties", StringComparison.Ordinal) => $"a member is missing: {string.Join(", ", Quoted().Matches(m[m.LastIndexOf(':')..]).Select(q => q.Groups[1].Value))}.",
        var m when m.Contains("null values", StringComparison.Ordinal) => "the value can't be null; leave the member out.",
        var m when m.Contains("Duplicate", StringComparison.Ordinal) => "the member stands here twice.",
        var m when m.Contains("depth", StringComparison.Ordinal) => "it is nested too deep.",
        _ => "it is not valid JSON.",
    };

    private static string Members(Type? parent) => parent is null
        ? "see the documentation for those that are."
        : $"there are {string.Join(", ", ContractOf(parent).Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => p.Name))}.";

    private static string Expected(Type? type) => type switch
    {
        null => "the value is of another type than the member's.",
        _ when type == typeof(bool) => "the value must be true or false.",
        _ when type == typeof(int) => $"the value must be a whole number, {int.MaxValue} at most.",
        _ when type == typeof(double) || type == typeof(decimal) => "the value must be a number.",
        _ when type == typeof(string) => "the value must be text.",
        _ when type == typeof(DateTimeOffset) => "the value must be a moment such as \"2026-12-01T09:00:00+01:00\".",
        _ => ContractOf(type).Kind switch
        {
            JsonTypeInfoKind.Enumerable => "the value must be an array.",
            JsonTypeInfoKind.None => "the value is of another type than the member's.",
            _ => "the value must be an object.",
        },
    };

    // The type of what stands at a place; null where that can't be said.
    private static Type? At(Type type, IEnumerable<string> place)
    {
        Type? at = type;
        foreach (var name in place)
        {
            var contract = ContractOf(at);
            at = contract.Kind == JsonTypeInfoKind.Object
                ? contract.Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))?.PropertyType
                : contract.ElementType;
            if (at is null)
                return null;
            at = Nullable.GetUnderlyingType(at) ?? at;
        }

        return at;
    }

    private static JsonTypeInfo ContractOf(Type type) => DefinitionJson.Options.GetTypeInfo(type);

    // System.Text.Json says paths as $.caps[0].max, and $['a b'] for names with other characters than letters and digits; RFC 6901 as /caps/0/max.
    private static List<string> Segments(string? path) => path is null ? [] : [.. Segment().Matches(path).Select(m => m.Groups[1].Value + m.Groups[2].Value + m.Groups[3].Value)];

    [GeneratedRegex(@"\.([^.\[]+)|\[([0-9]+)\]|\['(.*?)'\](?=[.\[]|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Segment();

    [GeneratedRegex("'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
