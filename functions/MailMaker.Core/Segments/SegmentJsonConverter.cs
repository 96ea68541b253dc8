using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailMaker.Core.Segments;

/// <summary>Reads and writes expressions as a part of definitions.</summary>
public sealed class SegmentJsonConverter : JsonConverter<SegmentExpression>
{
    /// <inheritdoc />
    public override SegmentExpression? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SegmentReader.Read(JsonElement.ParseValue(ref reader), "").Value ?? throw new JsonException("It is not a filter.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, SegmentExpression value, JsonSerializerOptions options) => SegmentWriter.Write(writer, value);
}
