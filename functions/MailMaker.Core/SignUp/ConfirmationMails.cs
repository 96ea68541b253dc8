using System.Collections.Frozen;
using MailMaker.Core.Content;

namespace MailMaker.Core.SignUp;

/// <summary>The mails of a sign-up in Italian, Korean and English. They hold no advertisement: nobody has agreed to any yet.</summary>
public static class ConfirmationMails
{
    private const string Layout =
        """
        <!doctype html><html lang="LANG"><head><meta charset="utf-8"><title>TITLE</title></head>
        <body style="font:16px/1.5 sans-serif;color:#222;max-width:34rem;margin:0 auto;padding:1rem">
        {{#if brandLogo}}<p><img src="{{brandLogo}}" alt="{{brandName}}" style="max-height:48px"></p>{{else}}{{#if brandName}}<p><strong>{{brandName}}</strong></p>{{/if}}{{/if}}
        BODY
        <hr style="border:0;border-top:1px solid #ccc;margin:2rem 0 1rem"><p style="font-size:14px;color:#555">CONTROLLER: {{controller.name}}{{#if controller.postalAddress}}, {{controller.postalAddress}}{{/if}}{{#if controller.email}}, {{controller.email}}{{/if}}</p>
        </body></html>
        """;

    private const string Button = "<p><a href=\"{{confirmUrl}}\" style=\"display:inline-block;padding:.6rem 1.4rem;background:{{default brandColour '#1a4f8b'}};color:#fff;text-decoration:none\">LABEL</a></p>";

    private static readonly FrozenDictionary<string, MailTemplate> Confirm = new Dictionary<string, MailTemplate>
    {
        ["en"] = Make(
            "en", "Please confirm your subscription to {{list.title}}",
            "<p>Somebody, most likely you, has entered this address to get messages from “{{list.title}}”. To confirm that it was you, open this page and press the button there:</p>"
            + Button.Replace("LABEL", "Confirm the subscription", StringComparison.Ordinal)
            + "<p>The link works until {{expiresOn}}. If it was not you, do nothing: without a confirmation nothing is sent to you, and what was entered is deleted.</p>"),
        ["it"] = Make(
            "it", "Conferma l’iscrizione a {{list.title}}",
            "<p>Qualcuno, molto probabilmente tu, ha inserito questo indirizzo per ricevere i messaggi di «{{list.title}}». Per confermare, apri questa pagina e premi il pulsante:</p>"
            + Button.Replace("LABEL", "Conferma l’iscrizione", StringComparison.Ordinal)
            + "<p>Il link vale fino al {{expiresOn}}. Se non sei stato tu, non fare nulla: senza conferma non riceverai nulla e i dati inseriti saranno cancellati.</p>"),
        ["ko"] = Make(
            "ko", "{{list.title}} 구독을 확인해 주세요",
            "<p>‘{{list.title}}’의 메시지를 받기 위해 이 주소가 입력되었습니다. 본인이 신청하셨다면 아래 페이지를 열어 확인 버튼을 눌러 주세요.</p>"
            + Button.Replace("LABEL", "구독 확인", StringComparison.Ordinal)
            + "<p>링크는 {{expiresOn}}까지 유효합니다. 신청하지 않으셨다면 그대로 두시면 됩니다. 확인하지 않으면 아무것도 보내지 않으며 입력된 정보는 삭제됩니다.</p>"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, MailTemplate> Already = new Dictionary<string, MailTemplate>
    {
        ["en"] = Make(
            "en", "You already get {{list.title}}",
            "<p>Somebody, most likely you, has entered this address to get messages from “{{list.title}}”. It is on the list already, so there is nothing to do.</p>"),
        ["it"] = Make(
            "it", "Ricevi già {{list.title}}",
            "<p>Qualcuno, molto probabilmente tu, ha inserito questo indirizzo per ricevere i messaggi di «{{list.title}}». È già iscritto: non occorre fare nulla.</p>"),
        ["ko"] = Make(
            "ko", "{{list.title}}을(를) 이미 구독하고 계십니다",
            "<p>‘{{list.title}}’의 메시지를 받기 위해 이 주소가 입력되었습니다. 이미 구독 중이시므로 따로 하실 일은 없습니다.</p>"),
    }.ToFrozenDictionary();

    /// <summary>The mail with the link.</summary>
    public static MailTemplate WithLink(SignUpForm form, string language) => form.Mail.GetValueOrDefault(language) is { } own
        ? new MailTemplate { Name = "confirm", Subject = own.Subject, Html = own.Html, Text = own.Text }
        : Of(Confirm, language);

    /// <summary>The mail to who is a member.</summary>
    public static MailTemplate AlreadyIn(string language) => Of(Already, language);

    private static MailTemplate Of(FrozenDictionary<string, MailTemplate> mails, string language) => mails.GetValueOrDefault(language.Split('-', 2)[0]) ?? mails["en"];

    /// <summary>A mail in the layout of all that are no campaign's: the brand above, who answers for the data below.</summary>
    /// <param name="language">Its language tag.</param>
    /// <param name="subject">Its subject, a template.</param>
    /// <param name="body">What stands between, a template in HTML.</param>
    internal static MailTemplate Make(string language, string subject, string body) => new()
    {
        Name = "confirm", Subject = subject,
        Html = Layout.Replace("LANG", language, StringComparison.Ordinal).Replace("TITLE", subject, StringComparison.Ordinal)
            .Replace("CONTROLLER", FormWords.For(language).Controller, StringComparison.Ordinal).Replace("BODY", body, StringComparison.Ordinal),
    };
}
