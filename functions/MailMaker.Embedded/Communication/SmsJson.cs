using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Communication.Sms;

namespace MailMaker.Embedded.Communication;

/// <summary>Bodies of the SMS API, version 2021-03-07.</summary>
internal static class SmsJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static BinaryData Write(string from, List<string> recipients, string message, SmsSendOptions? options, DateTimeOffset now)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteString("from", from);
            json.WriteStartArray("smsRecipients");
            foreach (var to in recipients)
            {
                json.WriteStartObject();
                json.WriteString("to", to);
                json.WriteString("repeatabilityRequestId", Guid.NewGuid());
                json.WriteString("repeatabilityFirstSent", now.ToString("R", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("message", message);
            WriteOptions(json, options ?? new SmsSendOptions(false));
            json.WriteEndObject();
        }

        return new BinaryData(body.ToArray());
    }

    public static IReadOnlyList<SmsSendResult> Read(Response response)
    {
        using var json = JsonDocument.Parse(response.Content);
        return [.. json.RootElement.GetProperty("value").EnumerateArray().Select(Item)];
    }

    private static void WriteOptions(Utf8JsonWriter json, SmsSendOptions options)
    {
        json.WriteStartObject("smsSendOptions");
        json.WriteBoolean("enableDeliveryReport", options.EnableDeliveryReport);
        if (options.Tag is { } tag)
            json.WriteString("tag", tag);
        json.WriteEndObject();
    }

    private static SmsSendResult Item(JsonElement item) => new(
        item.GetProperty("to").GetString()!,
        Text(item, "messageId"),
        item.GetProperty("httpStatusCode").GetInt32(),
        item.GetProperty("successful").GetBoolean(),
        Text(item, "errorMessage"));

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
