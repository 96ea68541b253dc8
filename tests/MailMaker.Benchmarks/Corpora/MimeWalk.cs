using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Asks a message everything that can be asked.</summary>
internal static class MimeWalk
{
    /// <summary>Characters and octets seen, so that nothing is left out as unused.</summary>
    public static long Through(InboundMail mail)
    {
        var seen = mail.Subject.Length + (long)(mail.MessageId?.Length ?? 0) + (mail.ReturnPath?.Length ?? 0) + (mail.Date?.Year ?? 0) + mail.References.Count
            + mail.From.Count + mail.To.Count + mail.Cc.Count + mail.ReplyTo.Count + (mail.Sender?.Address.Length ?? 0);
        foreach (var field in mail.Fields)
            seen += field.Name.Length + field.Text.Length + Mailbox.ReadList(field.Value).Sum(m => m.Name.Length + m.Address.Length) + HeaderValue.Read(field.Value).Parameters.Count;
        seen += (mail.BodyText()?.Length ?? 0) + (mail.BodyHtml()?.Length ?? 0) + mail.Attachments.Count();
        foreach (var part in mail.Parts)
        {
            seen += part.DecodeText().Length + part.ReadFieldGroups().Sum(g => (long)g.Count) + (part.FileName?.Length ?? 0) + (part.ContentId?.Length ?? 0);
            if (part.Message is { } inner)
                seen += Through(inner);
        }

        return seen;
    }
}
