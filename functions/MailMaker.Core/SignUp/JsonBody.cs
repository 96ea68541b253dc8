using System.Text.Json;

namespace MailMaker.Core.SignUp;

/// <summary>Reads a JSON object of plain values: text, numbers, true, false or null.</summary>
internal static class JsonBody
{
    /// <summary>Null, or what is wrong.</summary>
    public static string? Read(ReadOnlySpan<byte> body, SubmittedFields fields)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 2 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "The JSON is not an object.";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (ValueOf(ref reader) is not { } value)
                    return "A value is neither text, a number, true, false nor null.";
                if (fields.Add(name, value) is { } fault)
                    return fault;
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? null : "The JSON has something after its end.";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not UTF-8, or half a surrogate pair.
            return "The body is not valid JSON.";
        }
    }

    private static string? ValueOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => SubmittedFields.Text(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False or JsonTokenType.Null => "",
        _ => null,
    };
}
