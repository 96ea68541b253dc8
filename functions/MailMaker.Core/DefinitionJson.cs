using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MailMaker.Core;

/// <summary>How definitions (accounts, lists, templates, campaigns) are read from and written to JSON.</summary>
public static class DefinitionJson
{
    /// <summary>Camel case, enumerations as camel-case words, unknown members refused.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Text stays as it is written: Korean escaped as \uXXXX would take twice the room.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Named, so that who asks for a type's members finds them before the first body was read or written.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a body; a body that is not of the form is one problem with a pointer to the place.</summary>
    public static Checked<T> Read<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options) is { } value ? new(value, []) : new(null, [new("", "The body is null; send a JSON object.")]);
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $" at line {line + 1}, column {(e.BytePositionInLine ?? 0) + 1}" : "";
            return new(null, [new(Pointer(e.Path), $"The JSON can't be read{where}: {Reason(e)}")]);
        }
    }

    // System.Text.Json says paths as $.caps[0].max; RFC 6901 as /caps/0/max.
    private static string Pointer(string? path) =>
        path is null or "$" ? "" : "/" + path.TrimStart('$', '.').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .Replace('.', '/').Replace("//", "/", StringComparison.Ordinal);

    private static string Reason(JsonException e)
    {
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return "there is no such member; see the documentation for those that are.";
        if (e.Message.Contains("could not be converted", StringComparison.Ordinal))
            return "the value is of another type than the member's.";
        return "it is not valid JSON.";
    }
}
