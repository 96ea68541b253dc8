using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>
/// Entities in the Table service's JSON. A type that JSON does not have is named in an annotation before the value:
/// <c>"At@odata.type":"Edm.DateTime","At":"2026-01-02T03:04:05Z"</c>.
/// </summary>
internal static class EntityJson
{
    private const string Annotation = "@odata.type";

    /// <summary>The JSON of an entity to be written.</summary>
    public static byte[] Write(TableEntity entity)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (name, value) in entity)
            {
                if (value is not null && name != EntityNames.Timestamp && !name.StartsWith("odata.", StringComparison.Ordinal))
                    WriteProperty(json, name, value);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>An entity that was read.</summary>
    public static TableEntity Read(JsonElement element)
    {
        var entity = new TableEntity(new Dictionary<string, object?>());
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.EndsWith(Annotation, StringComparison.Ordinal))
                types[property.Name[..^Annotation.Length]] = property.Value.GetString()!;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Name == EntityNames.ETag || !(property.Name.StartsWith("odata.", StringComparison.Ordinal) || property.Name.Contains('@', StringComparison.Ordinal)))
                entity[property.Name] = ReadValue(property, types.GetValueOrDefault(property.Name));
        }

        return entity;
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteString(name + Annotation, "Edm.Double");
                json.WriteNumber(name, number);
                break;
            default:
                var (type, text2) = Annotated(value);
                json.WriteString(name + Annotation, type);
                json.WriteString(name, text2);
                break;
        }
    }

    private static (string Type, string Text) Annotated(object value) => value switch
    {
        long number => ("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)),
        double.NaN => ("Edm.Double", "NaN"),
        double number => ("Edm.Double", number > 0 ? "Infinity" : "-Infinity"),
        DateTimeOffset instant => ("Edm.DateTime", instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        DateTime instant => ("Edm.DateTime", instant.ToString("O", CultureInfo.InvariantCulture)),
        Guid guid => ("Edm.Guid", guid.ToString("D")),
        byte[] bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
        BinaryData bytes => ("Edm.Binary", Convert.ToBase64String(bytes.ToMemory().Span)),
        _ => throw EntityEncoder.NoType(value),
    };

    // Every arm gives an object: arms of numbers would otherwise all become the widest number.
    private static object? ReadValue(JsonProperty property, string? type) => (type, property.Value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => (object?)null,
        ("Edm.Int64", _) => long.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Double", JsonValueKind.String) => ReadDouble(property.Value.GetString()!),
        ("Edm.Double", _) => property.Value.GetDouble(),
        ("Edm.DateTime", _) => property.Value.GetDateTimeOffset(),
        ("Edm.Guid", _) => Guid.Parse(property.Value.GetString()!),
        ("Edm.Binary", _) => property.Value.GetBytesFromBase64(),
        // The service does not always annotate its own time stamp.
        (_, JsonValueKind.String) when property.Name == EntityNames.Timestamp => property.Value.GetDateTimeOffset(),
        (_, JsonValueKind.String) => property.Value.GetString(),
        (_, JsonValueKind.True or JsonValueKind.False) => property.Value.GetBoolean(),
        (_, JsonValueKind.Number) when property.Value.TryGetInt32(out var number) => number,
        (_, JsonValueKind.Number) => property.Value.GetDouble(),
        _ => throw new InvalidDataException("The service sent a property whose value is no constant."),
    };

    private static double ReadDouble(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" or "INF" => double.PositiveInfinity,
        "-Infinity" or "-INF" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
