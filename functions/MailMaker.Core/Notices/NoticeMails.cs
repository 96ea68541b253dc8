using System.Collections.Frozen;
using MailMaker.Core.Content;
using MailMaker.Core.SignUp;

namespace MailMaker.Core.Notices;

/// <summary>The notices in Korean, Italian and English. They name the sender, the day and what was recorded, as the decree asks, and advertise nothing.</summary>
public static class NoticeMails
{
    private const string Leave = "<p><a href=\"{{unsubscribeUrl}}\">LABEL</a></p>";

    private static readonly FrozenDictionary<(ConsentDutyKind, string), MailTemplate> All = new Dictionary<(ConsentDutyKind, string), MailTemplate>
    {
        [(ConsentDutyKind.AgreedNotice, "ko")] = ConfirmationMails.Make(
            "ko", "{{list.title}} 수신 동의 처리 결과 안내", "<p>{{sender.name}}에서 알려 드립니다. {{day}}에 ‘{{list.title}}’ 광고성 정보 수신에 동의하셨으며, 수신 동의가 처리되었습니다.</p>"),
        [(ConsentDutyKind.AgreedNotice, "it")] = ConfirmationMails.Make(
            "it", "Iscrizione a {{list.title}} registrata", "<p>{{sender.name}}: il {{day}} hai dato il consenso a ricevere i messaggi di «{{list.title}}». Il consenso è stato registrato.</p>"),
        [(ConsentDutyKind.AgreedNotice, "en")] = ConfirmationMails.Make(
            "en", "Your consent to {{list.title}} is recorded", "<p>{{sender.name}}: on {{day}} you agreed to get messages from “{{list.title}}”. Your consent is recorded.</p>"),
        [(ConsentDutyKind.LeftNotice, "ko")] = ConfirmationMails.Make(
            "ko", "{{list.title}} 수신 거부 처리 결과 안내", "<p>{{sender.name}}에서 알려 드립니다. {{day}}에 ‘{{list.title}}’ 수신을 거부하셨으며, 수신 거부가 처리되었습니다. 더 이상 광고성 정보를 보내지 않습니다.</p>"),
        [(ConsentDutyKind.LeftNotice, "it")] = ConfirmationMails.Make(
            "it", "Cancellazione da {{list.title}} registrata", "<p>{{sender.name}}: il {{day}} ti sei cancellato da «{{list.title}}». La cancellazione è stata registrata e non riceverai altri messaggi.</p>"),
        [(ConsentDutyKind.LeftNotice, "en")] = ConfirmationMails.Make(
            "en", "You have left {{list.title}}", "<p>{{sender.name}}: on {{day}} you left “{{list.title}}”. This is recorded, and you get no more messages.</p>"),
        [(ConsentDutyKind.Recheck, "ko")] = ConfirmationMails.Make(
            "ko", "{{list.title}} 수신 동의 여부 확인",
            "<p>{{sender.name}}에서 알려 드립니다. {{day}}에 ‘{{list.title}}’ 광고성 정보 수신에 동의하셨습니다. 계속 받으시려면 따로 하실 일이 없으며, 원하지 않으시면 아래에서 수신을 거부하실 수 있습니다.</p>"
            + Leave.Replace("LABEL", "수신 거부", StringComparison.Ordinal)),
        [(ConsentDutyKind.Recheck, "it")] = ConfirmationMails.Make(
            "it", "Il tuo consenso a {{list.title}}",
            "<p>{{sender.name}}: il {{day}} hai dato il consenso a ricevere i messaggi di «{{list.title}}». Se vuoi continuare non occorre fare nulla; altrimenti puoi cancellarti qui.</p>"
            + Leave.Replace("LABEL", "Cancella l’iscrizione", StringComparison.Ordinal)),
        [(ConsentDutyKind.Recheck, "en")] = ConfirmationMails.Make(
            "en", "Your consent to {{list.title}}",
            "<p>{{sender.name}}: on {{day}} you agreed to get messages from “{{list.title}}”. To go on getting them there is nothing to do; to stop, leave here.</p>"
            + Leave.Replace("LABEL", "Unsubscribe", StringComparison.Ordinal)),
    }.ToFrozenDictionary();

    /// <summary>A notice's mail.</summary>
    /// <param name="kind">Which notice.</param>
    /// <param name="language">The person's language tag; English for one that there is no mail in.</param>
    public static MailTemplate Of(ConsentDutyKind kind, string language) =>
        All.GetValueOrDefault((kind, language.Split('-', 2)[0])) ?? All[(kind, "en")];
}
