using System.Text;
using System.Text.Json;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Reads the notifications of Amazon SES, which come as mail with a JSON object in it when the topic has a mail address subscribed.</summary>
internal static class AmazonNotifications
{
    private const int MostText = 512 * 1024;

    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a mail, null when it is no such notification.</summary>
    public static InboundReading? Read(InboundMail mail)
    {
        if (mail.FindPart("text/plain") is not { } part || part.Body.Length > MostText)
            return null;
        var text = part.DecodeText().TrimStart();
        if (!text.StartsWith('{') || !(text.Contains("notificationType", StringComparison.Ordinal) || text.Contains("eventType", StringComparison.Ordinal)))
            return null;
        if (Parsed(text) is not { } json)
            return null;
        // The topic wraps the notification as a string, unless it delivers raw messages.
        return Text(json, "Message") is { Length: > 0 } message ? Parsed(message) is { } inner ? Of(inner) : null : Of(json);
    }

    // The object is one line, which transport breaks; words of the topic's footer follow it.
    private static JsonElement? Parsed(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("")), Lenient);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static InboundReading? Of(JsonElement json)
    {
        var returned = Returned(Object(json, "mail"));
        return (Text(json, "notificationType") + Text(json, "eventType")) switch
        {
            "Bounce" => Bounce(Object(json, "bounce"), returned),
            "Complaint" => Complaint(Object(json, "complaint"), returned),
            "Delivery" => new InboundReading.Unknown(UnknownReason.Delivered) { Returned = returned },
            _ => null,
        };
    }

    // "Permanent" is Amazon's word for 5xx; the diagnostic tells what it is worth.
    private static InboundReading.Bounce? Bounce(JsonElement bounce, ReturnedMail returned)
    {
        var recipients = new List<BouncedRecipient>();
        foreach (var one in Items(bounce, "bouncedRecipients"))
        {
            if (AddressFinder.First(Text(one, "emailAddress")) is not { } address)
                continue;
            _ = EnhancedStatus.TryRead(Text(one, "status"), out var status);
            var diagnostic = Text(one, "diagnosticCode");
            var reply = SmtpReply.Read(diagnostic.StartsWith("smtp;", StringComparison.OrdinalIgnoreCase) ? diagnostic[5..].Trim() : diagnostic, status);
            var action = Text(one, "action").Equals("delayed", StringComparison.OrdinalIgnoreCase) ? DeliveryAction.Delayed : DeliveryAction.Failed;
            recipients.Add(BouncedRecipients.Of(address, "", action, reply, reply.Reason()));
        }
        return recipients.Count > 0 ? new InboundReading.Bounce(recipients) { Returned = returned } : null;
    }

    private static InboundReading.Complaint Complaint(JsonElement complaint, ReturnedMail returned)
    {
        var recipients = Items(complaint, "complainedRecipients").Select(r => AddressFinder.First(Text(r, "emailAddress"))).OfType<string>().ToList();
        return new(FeedbackReports.TypeOf(Text(complaint, "complaintFeedbackType")), recipients, returned.ReturnPath, "") { Returned = returned };
    }

    private static ReturnedMail Returned(JsonElement mail)
    {
        var headers = Items(mail, "headers").ToList();
        string Header(string name) => headers.Where(h => Text(h, "name").Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => Text(h, "value")).FirstOrDefault() ?? "";
        return new ReturnedMail(
            Header("Message-ID").Trim('<', '>', ' '), Header("Feedback-ID"), Header("List-Unsubscribe"), Text(mail, "source"),
            [.. Items(mail, "destination").Select(d => Text(d)).Where(d => d.Length > 0).Take(100)],
            AddressFinder.First(Header("From")) ?? "");
    }

    private static JsonElement Object(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement of, string name) => Text(Object(of, name));

    private static string Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, where a server's answer was cut: the rest of the notification is as good as ever.
            return "";
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        Object(of, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Take(1000) : [];
}
