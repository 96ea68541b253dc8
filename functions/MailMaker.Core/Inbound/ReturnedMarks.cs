using MailMaker.Core.Delivery;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Where in a mail that came back the signed marks and tokens of what we sent can stand. None of them is proved yet.</summary>
public static class ReturnedMarks
{
    /// <summary>The shortest token that a link out has.</summary>
    private const int ShortestToken = 60;

    // Who the envelope named, as the systems on the way in write it: Postfix and qmail, Postfix, Exim, several gateways.
    private static readonly string[] EnvelopeFields = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To"];

    /// <summary>The addresses that a mail came to, the envelope's before those that it names itself.</summary>
    public static IEnumerable<string> RecipientsOf(InboundMail mail) =>
        EnvelopeFields.SelectMany(mail.Fields.MailboxesOf).Concat(mail.To).Concat(mail.Cc).Select(m => m.Address);

    /// <summary>Marks in the order of their worth: whom the mail came to, then what it returns.</summary>
    public static IEnumerable<MailMark> MarksIn(InboundMail mail, InboundReading reading)
    {
        var mailFrom = reading is InboundReading.Complaint complaint ? complaint.MailFrom : "";
        return RecipientsOf(mail)
            .Concat([reading.Returned.ReturnPath, mailFrom, reading.Returned.MessageId])
            .Concat(mail.References)
            .Select(text => MailMark.FindIn(text))
            .OfType<MailMark>()
            .Distinct();
    }

    /// <summary>Words that may be tokens of links out: in the subject, as our <c>mailto:</c> puts them there, and in the returned link itself.</summary>
    public static IEnumerable<string> TokensIn(InboundMail mail, InboundReading reading) =>
        Words(reading is InboundReading.UnsubscribeRequest request ? request.Subject : mail.Subject).Concat(Words(reading.Returned.ListUnsubscribe)).Distinct();

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '_'))
                continue;
            // "%20" before the token in a mailto: the escape's digits are none of it.
            var word = text[start..i];
            if (start > 0 && text[start - 1] == '%' && word.Length > 2)
                word = word[2..];
            if (word.Length >= ShortestToken)
                yield return word;
            start = i + 1;
        }
    }
}
