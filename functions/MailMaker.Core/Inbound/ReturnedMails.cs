using System.Text;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Finds what a report shows of the mail that it returns.</summary>
internal static class ReturnedMails
{
    private const int MostAddresses = 100;

    /// <summary>What is shown: a part of its own (RFC 3462 §2 asks for it), or the end of the notice, or an attached text that is a header.</summary>
    public static ReturnedMail Of(InboundMail mail, Notice notice)
    {
        foreach (var part in mail.Parts)
            if (part.Message is { } message && From(message.Fields.Count > 0 ? message.Fields : Trimmed(part)) is { } returned)
                return WithReported(mail, returned);
        if (notice.Returned.Length > 0 && From(HeaderFields.Read(Encoding.UTF8.GetBytes(notice.Returned))) is { } shown)
            return WithReported(mail, shown);
        foreach (var part in mail.Parts.Where(p => p.MediaType == "text/plain" && p.IsAttachment).Take(3))
            if (From(Trimmed(part)) is { } attached)
                return WithReported(mail, attached);
        return WithReported(mail, ReturnedMail.None);
    }

    private static HeaderFields Trimmed(MimePart part)
    {
        var bytes = part.Decode();
        while (!bytes.IsEmpty && bytes.Span[0] is (byte)'\r' or (byte)'\n' or (byte)' ')
            bytes = bytes[1..];
        return HeaderFields.Read(bytes);
    }

    private static ReturnedMail? From(HeaderFields fields)
    {
        var returned = new ReturnedMail(
            First(fields, "Message-ID").Trim('<', '>', ' '),
            First(fields, "Feedback-ID"),
            First(fields, "List-Unsubscribe"),
            Address(fields, "Return-Path"),
            [.. fields.MailboxesOf("To").Select(m => m.Address).Where(a => a.Contains('@', StringComparison.Ordinal)).Take(MostAddresses)],
            Address(fields, "From"));
        return returned.MessageId.Length + returned.FeedbackId.Length + returned.ReturnPath.Length + returned.From.Length + returned.To.Count > 0 ? returned : null;
    }

    // Postfix and Exim name the envelope sender in the report; so does a feedback report (RFC 5965 §3.2).
    private static ReturnedMail WithReported(InboundMail mail, ReturnedMail returned)
    {
        if (returned.ReturnPath.Length > 0)
            return returned;
        foreach (var part in mail.Parts)
            if (part.MediaType is "message/delivery-status" or "message/feedback-report" && Sender(part) is { } sender)
                return returned with { ReturnPath = sender };
        return returned;
    }

    private static string? Sender(MimePart part)
    {
        foreach (var group in part.ReadFieldGroups())
            foreach (var name in (string[])["X-Postfix-Sender", "Original-Mail-From"])
                if (group.Find(name) is { } field && AddressFinder.First(field.Value) is { } address)
                    return address;
        return null;
    }

    private static string First(HeaderFields fields, string name) => fields.Find(name)?.Value ?? "";

    private static string Address(HeaderFields fields, string name) => fields.MailboxesOf(name) is [var first, ..] ? first.Address : "";
}
