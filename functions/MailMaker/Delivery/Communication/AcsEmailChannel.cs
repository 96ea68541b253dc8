using Azure;
using Azure.Communication.Email;
using MailMaker.Core.Delivery;

namespace MailMaker.Delivery.Communication;

/// <summary>
/// Hands e-mails to Azure Communication Services. The operation id is ours and always the same for the same mail, so a second hand-over after a crash or a lost answer is
/// taken for the first one. The service chooses the envelope's sender; its reports come as events.
/// </summary>
internal sealed class AcsEmailChannel(EmailClient client, TimeProvider clock) : IEmailChannel
{
    /// <inheritdoc />
    public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        try
        {
            // Started: to ask how it went costs quota, and an event tells it.
            var operation = await client.SendAsync(WaitUntil.Started, Message(mail), mail.OperationId, cancellationToken);
            return new HandOver.Accepted(operation.Id);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ServiceFaults.Read(e, clock) is { } answer)
        {
            return answer;
        }
    }

    private static EmailMessage Message(OutboundMail mail)
    {
        var content = new EmailContent(mail.Subject);
        if (!mail.Html.IsEmpty)
            content.Html = mail.Html.ToString();
        if (!mail.Text.IsEmpty)
            content.PlainText = mail.Text.ToString();
        var recipients = new EmailRecipients([new EmailAddress(mail.ToAddress, mail.ToName)]);
        // Opens and clicks are measured by ourselves, where the contact's consent and the list's law allow it.
        var message = new EmailMessage(mail.FromAddress, recipients, content) { UserEngagementTrackingDisabled = true };
        if (mail.ReplyTo is { } replyTo)
            message.ReplyTo.Add(new EmailAddress(replyTo));
        foreach (var (name, value) in Headers(mail))
            message.Headers[name] = value;
        return message;
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(OutboundMail mail)
    {
        if (mail.MessageId is { } id)
            yield return new("Message-ID", $"<{id}>");
        if (mail.ListUnsubscribeUrl is { } url)
        {
            yield return new("List-Unsubscribe", mail.ListUnsubscribeMailto is { } mailto ? $"<{url}>, <{mailto}>" : $"<{url}>");
            // RFC 8058 §3.1: one-click needs both fields.
            yield return new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (mail.FeedbackId is { } feedback)
            yield return new("Feedback-ID", feedback);
        foreach (var header in mail.Headers.Where(h => h.Value.Length > 0))
            yield return header;
    }
}
