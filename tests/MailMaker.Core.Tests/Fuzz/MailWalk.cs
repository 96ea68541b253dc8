using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Asks a message everything that can be asked.</summary>
internal static class MailWalk
{
    public static void Through(InboundMail mail)
    {
        _ = (mail.Subject, mail.MessageId, mail.ReturnPath, mail.Date, mail.References, mail.From, mail.To, mail.Cc, mail.ReplyTo, mail.Sender, mail.BodyText(), mail.BodyHtml(), mail.Attachments.Count());
        foreach (var field in mail.Fields)
            _ = (field.Name, field.Text);
        foreach (var part in mail.Parts)
        {
            _ = (part.DecodeText(), part.ReadFieldGroups(), part.FileName, part.ContentId);
            if (part.Message is { } inner)
                Through(inner);
        }
    }
}
