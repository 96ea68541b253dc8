using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Tells mails by which people ask to leave.</summary>
internal static class UnsubscribeRequests
{
    /// <summary>Reads a mail, null when it is none.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="mailbox">Where it came to. Whoever writes to the address of <c>List-Unsubscribe</c> asks to leave, whatever the words: mail programs
    /// fill in subject and body by themselves (RFC 2369 §3.2). The abuse mailbox is treated the same way: who complains does not want more.</param>
    public static InboundReading? Read(InboundMail mail, InboundMailbox mailbox)
    {
        var from = mail.From.Select(m => m.Address).FirstOrDefault(a => a.Contains('@', StringComparison.Ordinal)) ?? "";
        var asks = mail.Fields.Find("X-Apple-Unsubscribe") is not null || mail.Subject.Trim().Equals("unsubscribe", StringComparison.OrdinalIgnoreCase);
        if (!asks && (mailbox is InboundMailbox.Any or InboundMailbox.Returns || AutoReplies.HasSubject(mail)))
            return null;
        // Mail programs that unsubscribe for their owner say auto-replied too; at the abuse mailbox only a person counts.
        if (!asks && mailbox == InboundMailbox.Abuse && AutoReplies.Is(mail))
            return null;
        return new InboundReading.UnsubscribeRequest(from, mailbox, mail.Subject);
    }
}
