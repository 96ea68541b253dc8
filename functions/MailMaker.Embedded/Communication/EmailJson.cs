using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Communication.Email;

namespace MailMaker.Embedded.Communication;

/// <summary>Bodies of the e-mail API, version 2025-09-01.</summary>
internal static class EmailJson
{
    // The body is no part of a page, so HTML need not be escaped a second time; it would grow by a third.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static BinaryData Write(EmailMessage message)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            if (message.Headers.Count > 0)
                WriteHeaders(json, message.Headers);
            json.WriteString("senderAddress", message.SenderAddress);
            WriteContent(json, message.Content);
            json.WriteStartObject("recipients");
            WriteAddresses(json, "to", message.Recipients.To);
            WriteAddresses(json, "cc", message.Recipients.CC);
            WriteAddresses(json, "bcc", message.Recipients.BCC);
            json.WriteEndObject();
            WriteAttachments(json, message.Attachments);
            WriteAddresses(json, "replyTo", message.ReplyTo);
            if (message.UserEngagementTrackingDisabled is { } disabled)
                json.WriteBoolean("userEngagementTrackingDisabled", disabled);
            json.WriteEndObject();
        }

        return new BinaryData(body.ToArray());
    }

    public static SendStatus Read(Response response)
    {
        using var json = JsonDocument.Parse(response.Content);
        var root = json.RootElement;
        var error = root.TryGetProperty("error", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        return new SendStatus(root.GetProperty("id").GetString()!, root.GetProperty("status").GetString()!, Text(error, "code"), Text(error, "message"));
    }

    private static void WriteHeaders(Utf8JsonWriter json, IDictionary<string, string> headers)
    {
        json.WriteStartObject("headers");
        foreach (var (name, value) in headers)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, EmailContent content)
    {
        json.WriteStartObject("content");
        json.WriteString("subject", content.Subject);
        if (content.PlainText is { } text)
            json.WriteString("plainText", text);
        if (content.Html is { } html)
            json.WriteString("html", html);
        json.WriteEndObject();
    }

    private static void WriteAddresses(Utf8JsonWriter json, string name, IList<EmailAddress> addresses)
    {
        if (addresses.Count == 0 && name != "to")
            return;
        json.WriteStartArray(name);
        foreach (var address in addresses)
        {
            json.WriteStartObject();
            json.WriteString("address", address.Address);
            if (!string.IsNullOrEmpty(address.DisplayName))
                json.WriteString("displayName", address.DisplayName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IList<EmailAttachment> attachments)
    {
        if (attachments.Count == 0)
            return;
        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("name", attachment.Name);
            json.WriteString("contentType", attachment.ContentType);
            json.WriteBase64String("contentInBase64", attachment.Content.ToMemory().Span);
            if (attachment.ContentId is { } id)
                json.WriteString("contentId", id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
