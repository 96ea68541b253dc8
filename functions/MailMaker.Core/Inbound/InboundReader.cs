using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Understands mails that come back. Pure: no I/O, no clock; safe from any thread. Nothing that a mail holds makes it throw.</summary>
public static class InboundReader
{
    /// <summary>Reads a mail.</summary>
    /// <param name="bytes">The whole mail: headers, blank line, body.</param>
    /// <param name="mailbox">Which of our addresses it came to.</param>
    /// <returns>What it says.</returns>
    public static InboundReading Read(ReadOnlyMemory<byte> bytes, InboundMailbox mailbox) => Read(InboundMail.Read(bytes), mailbox);

    /// <summary>Reads a mail that is already taken apart.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="mailbox">Which of our addresses it came to.</param>
    /// <returns>What it says.</returns>
    public static InboundReading Read(InboundMail mail, InboundMailbox mailbox)
    {
        var reading = ReadOne(mail, mailbox);
        if (reading is not InboundReading.Unknown { Reason: UnknownReason.NotUnderstood or UnknownReason.NoRecipient })
            return reading;
        // A gateway may wrap the report of the system behind it: then the report is the mail inside.
        foreach (var part in mail.Parts)
            if (part.Message is { } inner && inner.Root.MediaType == "multipart/report" && ReadOne(inner, InboundMailbox.Returns) is InboundReading.Bounce bounce)
                return bounce;
        return reading;
    }

    private static InboundReading ReadOne(InboundMail mail, InboundMailbox mailbox)
    {
        var notice = Notice.Of(mail);
        var returned = ReturnedMails.Of(mail, notice);
        if ((FeedbackReports.Read(mail, returned) ?? AmazonNotifications.Read(mail)) is { } report)
            return report;
        var bounce = BounceReader.Read(mail, notice, returned);
        if (bounce is InboundReading.Bounce or InboundReading.Unknown { Reason: UnknownReason.Delivered })
            return bounce;
        if (UnsubscribeRequests.Read(mail, mailbox) is { } request)
            return request;
        if (AutoReplies.Is(mail))
            return new InboundReading.AutoReply(mail.From.Count > 0 ? mail.From[0].Address : "") { Returned = returned };
        return bounce ?? new InboundReading.Unknown(UnknownReason.NotUnderstood) { Returned = returned };
    }
}
