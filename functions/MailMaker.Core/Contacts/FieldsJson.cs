using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MailMaker.Core.Contacts;

/// <summary>
/// A contact's fields as they are kept: one UTF-8 JSON object of the non-empty fields in the list's order, every value a string in the
/// canonical form of its type. Equal fields give equal bytes.
/// </summary>
public static class FieldsJson
{
    /// <summary>
    /// Bytes that the fields of a contact may have together: a binary property of the Table service holds 64 KiB, and some are left for
    /// what is to come.
    /// </summary>
    public const int MostBytes = 60_000;

    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Reads the fields in the order they are kept in.</summary>
    public static List<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> json)
    {
        var fields = new List<KeyValuePair<string, string>>(16);
        var reader = new Utf8JsonReader(json);
        var name = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                name = reader.GetString()!;
            else if (reader.TokenType == JsonTokenType.String)
                fields.Add(KeyValuePair.Create(name, reader.GetString()!));
        }

        return fields;
    }

    /// <summary>The names of the fields in the order they are kept in.</summary>
    public static List<string> Names(ReadOnlySpan<byte> json)
    {
        var names = new List<string>(16);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                names.Add(reader.GetString()!);
        }

        return names;
    }

    /// <summary>One field's value; null when the contact has none.</summary>
    public static string? ValueOf(ReadOnlySpan<byte> json, string field)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var found = reader.ValueTextEquals(field);
            reader.Read();
            if (found)
                return reader.GetString();
        }

        return null;
    }

    /// <summary>Writes fields; those without a value are left out.</summary>
    public static byte[] Write(FieldOrder order, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields.Where(f => f.Value.Length > 0).OrderBy(f => f.Key, order))
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
