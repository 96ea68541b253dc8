using Azure.Communication.Email;

namespace MailMaker.Embedded.Communication;

/// <summary>What the service's own client refuses before it sends. The texts name no address.</summary>
internal static class EmailMessageRules
{
    /// <exception cref="ArgumentException">Something is empty that must not be.</exception>
    public static void Check(EmailMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var recipients = message.Recipients.To.Concat(message.Recipients.CC).Concat(message.Recipients.BCC).ToList();
        (bool IsEmpty, string What)[] rules =
        [
            (Empty(message.SenderAddress), "sender address"),
            (Empty(message.Content.Subject), "subject"),
            (Empty(message.Content.Html) && Empty(message.Content.PlainText), "body"),
            (recipients.Count == 0, "list of recipients"),
            (recipients.Exists(r => Empty(r.Address)), "address of a recipient"),
            (message.ReplyTo.Any(r => Empty(r.Address)), "address for replies"),
            (message.Headers.Any(h => Empty(h.Key) || Empty(h.Value)), "name or value of a header"),
            (message.Attachments.Any(a => Empty(a.Name) || Empty(a.ContentType)), "name or type of an attachment"),
            (message.Attachments.Any(a => a.Content.ToMemory().IsEmpty), "content of an attachment"),
        ];
        foreach (var (isEmpty, what) in rules)
        {
            if (isEmpty)
                throw new ArgumentException($"The {what} is empty.", nameof(message));
        }
    }

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);
}
