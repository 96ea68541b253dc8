using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MailMaker.Core;

/// <summary>How definitions (accounts, lists, templates, campaigns) are read from and written to JSON.</summary>
public static class DefinitionJson
{
    /// <summary>Camel case, enumerations as camel-case words; unknown members and members that stand twice are refused.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Text stays as it is written: Korean escaped as \uXXXX would take twice the room.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Named, so that who asks for a type's members finds them before the first body was read or written.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        // A member that stands twice is a slip: which of the two was meant nobody knows.
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new WordConverters() },
    };

    /// <summary>Reads a body; a body that is not of the form is one problem with a pointer to the place.</summary>
    public static Checked<T> Read<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        if (utf8.IsEmpty)
            return new(null, [new("", "The body is empty; send a JSON object.")]);
        if (BrokenTexts.FirstIn(utf8) is { } broken)
            return new(null, [new("", $"The JSON can't be read{Place(utf8[..broken])}: the text there is not Unicode; it has broken UTF-8, or half of a surrogate pair.")]);
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options) is { } value ? new(value, []) : new(null, [new("", "The body is null; send a JSON object.")]);
        }
        catch (JsonException e)
        {
            return new(null, [JsonFault.Of(e, typeof(T))]);
        }
    }

    private static string Place(ReadOnlySpan<byte> before) => $" at line {before.Count((byte)'\n') + 1}, column {before.Length - before.LastIndexOf((byte)'\n')}";
}
