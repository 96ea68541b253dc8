using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>Payloads as JSON, by the worker's settings.</summary>
internal sealed class JsonConverter(JsonSerializerOptions options) : DataConverter
{
    // The Durable Task Scheduler's limit for each input, output, event and custom status.
    private const int LongestPayload = 1024 * 1024;

    /// <summary>Checks the length of a payload.</summary>
    /// <exception cref="ArgumentException">It is longer than 1 MiB.</exception>
    public static string? Checked(string? json)
    {
        // A character is at least one byte, and at most three as UTF-8.
        if (json is null || json.Length <= LongestPayload / 3 || Encoding.UTF8.GetByteCount(json) <= LongestPayload)
            return json;
        throw new ArgumentException("A payload is longer than 1 MiB of JSON. Store the data and pass its key.", nameof(json));
    }

    /// <inheritdoc />
    public override string? Serialize(object? value) =>
        value is null ? null : Checked(JsonSerializer.Serialize(value, value.GetType(), options))!;

    /// <inheritdoc />
    public override object? Deserialize(string? data, Type targetType) => data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
