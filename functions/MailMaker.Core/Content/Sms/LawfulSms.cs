using MailMaker.Core.Accounts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Content.Sms;

/// <summary>Adds to a campaign's text message what the list's law asks of every one: once per launch, in the template itself.</summary>
public static class LawfulSms
{
    /// <summary>The message as it is sent, or what is missing to send it.</summary>
    /// <param name="text">The template as its author wrote it.</param>
    /// <param name="maxSegments">Segments one message may have.</param>
    /// <param name="list">The list.</param>
    /// <param name="scene">What all messages of the campaign share.</param>
    /// <param name="sender">What it is sent from.</param>
    public static Checked<SmsContent> Of(string text, int maxSegments, ContactList list, MailScene scene, string sender)
    {
        var law = LawInForce.Of(list);
        if (sender.Length == 0)
            return new(null, [new("/smsSender", "Neither the campaign nor the account has a sender of text messages.")]);
        var named = text;
        if (law.SenderInMail.Value)
        {
            if (string.IsNullOrWhiteSpace(scene.SenderName))
                return new(null, [new("/senderName", $"By the list's law ({law.SenderInMail.From}) every text message names the sender: give a sender's name.")]);
            // Network Act, decree annex 6: name and contact of the sender stand in the message, right after the mark.
            if (!Says(text, "sender.name"))
                named = $"{{{{sender.name}}}}{Contact(scene, sender, text)}\n{text.TrimStart()}";
        }

        var marked = LawfulTemplate.Marked(law, named);
        return new(new SmsContent(Content.WayOut.IsInText(text) || SaysStop(text, sender) ? marked : $"{marked.TrimEnd()}\n{WayOut(list.Regime, sender)}", maxSegments, sender), []);
    }

    private static string Contact(MailScene scene, string sender, string text)
    {
        if (Says(text, "controller.email"))
            return "";
        return SmsSenders.IsOneWay(sender) && scene.ControllerEmail.Length > 0 ? " {{controller.email}}" : SmsSenders.IsOneWay(sender) ? "" : $" {sender}";
    }

    // ePrivacy art. 13(4) and Network Act art. 50(4), decree annex 6 (at the end, free of charge); CTIA principles §5.1.3 for the United States. A sender that
    // nobody can answer needs the link.
    private static string WayOut(Regime regime, string sender) => (regime, SmsSenders.IsOneWay(sender)) switch
    {
        (Regime.Kr, _) => "무료수신거부 {{unsubscribeUrl}}",
        (Regime.Us, false) => "Reply STOP to opt out",
        _ => "Stop: {{unsubscribeUrl}}",
    };

    private static bool SaysStop(string text, string sender) =>
        !SmsSenders.IsOneWay(sender) && text.Split([' ', '\n', '.', ',', ':', ';', '"', '\'', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Contains("STOP", StringComparer.Ordinal);

    private static bool Says(string text, string value) =>
        text.Replace(" ", "", StringComparison.Ordinal).Contains("{{" + value + "}}", StringComparison.OrdinalIgnoreCase);
}
