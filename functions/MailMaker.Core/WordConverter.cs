using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailMaker.Core;

/// <summary>
/// Reads and writes an enumeration as its words in camel case; upper and lower case are the same. Anything else is refused with the words that there are: numbers, and also several words
/// with commas between, which the library would add up to a value that nobody wrote.
/// </summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(w => w.Value, w => w.Key, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ValueOf(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");

    /// <inheritdoc />
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ValueOf(reader.GetString()!);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words[value]);

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Words[value]);

    private static T ValueOf(string word) => Values.TryGetValue(word, out var value) ? value : throw new UnknownWordException(Enum.GetValues<T>().Select(v => Words[v]));
}
