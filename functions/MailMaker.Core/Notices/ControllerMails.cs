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
    };

    /// <summary>The mail about a right.</summary>
    /// <param name="right">Which.</param>
    /// <param name="country">The list's country; English where there is no mail in its language.</param>
    public static MailTemplate Of(PersonRight right, string country) => All[(right, country switch { "IT" => "it", "KR" => "ko", _ => "en" })];

    private static MailTemplate Make(string language, string subject, string words) => new()
    {
        Name = "controller", Subject = subject, Html = $"<!doctype html><html lang=\"{language}\"><body><p>{words}</p></body></html>", Text = words,
    };
}
