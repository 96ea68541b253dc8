using MailMaker.Core.Content;

namespace MailMaker.Core.Notices;

/// <summary>The mails to a list's data controller, in Italian, Korean and English.</summary>
public static class ControllerMails
{
    private static readonly Dictionary<(PersonRight, string), MailTemplate> All = new()
    {
        [(PersonRight.Access, "it")] = Make(
            "it", "Accesso ai dati di una persona: {{list.title}}",
            "Il {{day}} è stato estratto tutto ciò che la lista «{{list.title}}» sa di una persona (art. 15 GDPR). Riferimento: {{reference}}."),
        [(PersonRight.Access, "ko")] = Make(
            "ko", "개인정보 열람 안내: {{list.title}}", "{{day}}에 ‘{{list.title}}’ 목록에 있는 한 사람의 개인정보 전체가 열람되었습니다. 참조 번호: {{reference}}."),
        [(PersonRight.Access, "en")] = Make(
            "en", "A person's record was read: {{list.title}}",
            "On {{day}} everything that the list “{{list.title}}” knows of one person was read (GDPR art. 15). Reference: {{reference}}."),
        [(PersonRight.Erasure, "it")] = Make(
            "it", "Cancellazione dei dati di una persona: {{list.title}}",
            "Il {{day}} i dati di una persona sono stati cancellati dalla lista «{{list.title}}» (art. 17 GDPR). Restano solo impronte con chiave, che impediscono di reinserirla. Riferimento: {{reference}}."),
        [(PersonRight.Erasure, "ko")] = Make(
            "ko", "개인정보 삭제 안내: {{list.title}}",
            "{{day}}에 ‘{{list.title}}’ 목록에서 한 사람의 개인정보가 삭제되었습니다. 다시 등록되지 않도록 키로 만든 해시만 남습니다. 참조 번호: {{reference}}."),
        [(PersonRight.Erasure, "en")] = Make(
            "en", "A person was erased: {{list.title}}",
            "On {{day}} a person was erased from the list “{{list.title}}” (GDPR art. 17). Only keyed hashes stay, which keep the person from being added again. Reference: {{reference}}."),
        [(PersonRight.Objection, "it")] = Make(
            "it", "Opposizione di una persona: {{list.title}}",
            "Il {{day}} una persona ha scritto alla casella abuse contro i messaggi della lista «{{list.title}}» (art. 21 GDPR). Non riceve più nulla. Riferimento: {{reference}}."),
        [(PersonRight.Objection, "ko")] = Make(
            "ko", "수신 거부 의사 안내: {{list.title}}",
            "{{day}}에 한 사람이 ‘{{list.title}}’ 목록의 메시지에 대해 신고 메일함으로 이의를 제기했습니다. 더 이상 발송되지 않습니다. 참조 번호: {{reference}}."),
        [(PersonRight.Objection, "en")] = Make(
            "en", "A person objected: {{list.title}}",
            "On {{day}} a person wrote to the abuse mailbox about messages of the list “{{list.title}}” (GDPR art. 21). Nothing more is sent to that person. Reference: {{reference}}."),
        [(PersonRight.Complaint, "it")] = Make(
            "it", "Segnalazione come spam: {{list.title}}",
            "Il {{day}} un gestore di posta ha riferito che una persona ha segnalato come indesiderato un messaggio della lista «{{list.title}}». Non riceve più nulla. Riferimento: {{reference}}."),
        [(PersonRight.Complaint, "ko")] = Make(
            "ko", "스팸 신고 안내: {{list.title}}",
            "{{day}}에 메일 서비스 업체가 ‘{{list.title}}’ 목록의 메시지에 대한 스팸 신고를 알려 왔습니다. 해당 수신자에게는 더 이상 발송되지 않습니다. 참조 번호: {{reference}}."),
        [(PersonRight.Complaint, "en")] = Make(
            "en", "A person complained: {{list.title}}",
            "On {{day}} a mailbox provider reported that a person marked a message of the list “{{list.title}}” as spam. Nothing more is sent to that person. Reference: {{reference}}."),
    };

    /// <summary>The mail about a right.</summary>
    /// <param name="right">Which.</param>
    /// <param name="country">The list's country; English where there is no mail in its language.</param>
    public static MailTemplate Of(PersonRight right, string country) => All[(right, LanguageOf(country))];

    private static readonly Dictionary<string, MailTemplate> OfImports = new()
    {
        ["it"] = Make(
            "it", "Importazione: {{list.title}}",
            "Un'importazione nella lista «{{list.title}}» è terminata ({{state}}). Righe {{rows}}: aggiunte {{added}}, modificate {{changed}}, invariate {{unchanged}}, scartate {{rejected}}. Tolte dalla lista {{removed}}, protette {{protected}}. Riferimento: {{reference}}."),
        ["ko"] = Make(
            "ko", "가져오기 결과: {{list.title}}",
            "‘{{list.title}}’ 목록의 가져오기가 끝났습니다({{state}}). 전체 {{rows}}행: 추가 {{added}}, 변경 {{changed}}, 동일 {{unchanged}}, 거부 {{rejected}}. 제거 {{removed}}, 보호 {{protected}}. 참조 번호: {{reference}}."),
        ["en"] = Make(
            "en", "Import: {{list.title}}",
            "An import into the list “{{list.title}}” has ended ({{state}}). Rows {{rows}}: added {{added}}, changed {{changed}}, unchanged {{unchanged}}, rejected {{rejected}}. Removed from the list {{removed}}, protected {{protected}}. Reference: {{reference}}."),
    };

    /// <summary>The mail about an import: numbers only.</summary>
    /// <param name="country">The list's country; English where there is no mail in its language.</param>
    public static MailTemplate OfImport(string country) => OfImports[LanguageOf(country)];

    private static string LanguageOf(string country) => country switch { "IT" => "it", "KR" => "ko", _ => "en" };

    private static MailTemplate Make(string language, string subject, string words) => new()
    {
        Name = "controller", Subject = subject, Html = $"<!doctype html><html lang=\"{language}\"><body><p>{words}</p></body></html>", Text = words,
    };
}
