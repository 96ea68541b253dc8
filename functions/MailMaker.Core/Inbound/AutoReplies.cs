using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Tells the answers that programs give for their owners (RFC 3834) from those that people write.</summary>
internal static class AutoReplies
{
    private static readonly string[] Subjects =
    [
        "auto:", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autorespon", "auto respons", "automatic reply", "automatic response", "automated reply", "automated response", "out of office", "out of the office", "out-of-office",
        "ooo:", "away from", "away until", "on vacation", "vacation reply", "on holiday", "on leave", "annual leave", "maternity leave", "i am away", "i'm away", "absence",
        "risposta automatica", "fuori sede", "fuori ufficio", "assenza", "assente", "in ferie", "réponse automatique", "absent du bureau", "absence du bureau", "en congé", "abwesenheit", "automatische antwort", "abwesend", "nicht im büro",
        "respuesta automática", "respuesta automatica", "fuera de la oficina", "resposta automática", "fora do escritório", "automatisch antwoord", "afwezig", "automatyczna odpowied", "autosvar", "automatisk svar", "frånvaro", "automaattinen vastaus",
        "автоответ", "автоматический ответ", "otomatik yanıt", "自動返信", "自動応答", "自動回答", "不在", "부재중", "자동 응답", "자동응답", "자동 회신", "자동회신", "휴가 중", "自动回复", "自動回覆", "外出",
    ];

    /// <summary>Whether the mail is such an answer.</summary>
    public static bool Is(InboundMail mail)
    {
        var auto = mail.Fields.TextOf("Auto-Submitted") ?? "";
        if (auto.TrimStart().StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (var name in (string[])["X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-AutoReply-From", "X-Mail-Autoreply", "X-FC-MachineGenerated"])
            if (mail.Fields.Find(name) is not null)
                return true;
        if (mail.Fields.TextOf("Precedence")?.Contains("auto_reply", StringComparison.OrdinalIgnoreCase) == true)
            return true;
        return HasSubject(mail);
    }

    /// <summary>Whether the subject alone says so.</summary>
    public static bool HasSubject(InboundMail mail)
    {
        foreach (var phrase in Subjects)
            if (mail.Subject.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
