using System.Text.Json;
using Microsoft.DurableTask;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>Payloads as JSON, by the worker's settings.</summary>
internal sealed class JsonConverter(JsonSerializerOptions options) : DataConverter
{
    /// <inheritdoc />
    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    /// <inheritdoc />
    public override object? Deserialize(string? data, Type targetType) => data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
