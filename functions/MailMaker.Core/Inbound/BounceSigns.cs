using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Tells whether a mail looks like a mail system's report of failure. Two of three signs are asked for: who wrote, the subject, the words.</summary>
internal static class BounceSigns
{
    private static readonly string[] Machines =
    [
        "mailer-daemon", "mailerdaemon", "mailer_daemon", "postmaster", "post_master", "post-master", "maildaemon", "mdaemon", "mail.delivery", "maildelivery", "mail-daemon", "daemon", "bounce", "noreply", "no-reply", "no_reply", "donotreply",
        "ndr", "mail_service", "mail-service", "antivirus", "mailsystem", "mail-system", "mailmaster", "administrator", "admin", "autoreply-mail",
    ];

    private static readonly string[] Names = ["mail delivery", "mail deliver system", "delivery subsystem", "mailer-daemon", "postmaster", "mail system", "system administrator", "content-filter", "mail administrator"];

    private static readonly string[] Subjects =
    [
        "undeliver", "delivery fail", "delivery status", "delivery report", "delivery notification", "delivery problem", "delivery error", "delivery has failed", "delivery delay", "delivery notice", "failure notice",
        "failure notification", "failure delivery", "returned mail", "returned to sender", "returning message", "return to sender", "mail failure", "mail failed", "mail error", "mail delivery", "message delivery",
        "could not be delivered", "not be delivered", "couldn't be delivered", "can't be delivered", "cannot be delivered", "was not delivered", "not been delivered", "unable to deliver", "non-delivery", "nondelivery",
        "error sending your mail", "errors from", "processing error", "user unknown", "mailbox full", "over quota", "warning: could not send", "warning: message", "warning--could not send", "delayed mail", "message you sent blocked", "mail blocked",
        "message status", "blocked by", "considered unsolicited", "rejected:", "mail rejected", "message rejected", "not member", "non remis", "non délivré", "échec de", "non distribu", "non recapit", "mancato recapito", "mancata consegna", "impossibile recapitare", "impossibile consegnare", "unzustellbar", "nicht zugestellt",
        "no se puede entregar", "no se ha podido entregar", "no entregado", "não entregue", "onbestelbaar", "niedostarcz", "niedoręcz", "недоставлен", "не доставлен", "kan ikke leveres", "kunde inte levereras",
        "エラー", "配信できません", "配信不能", "送信できません", "送信エラー", "未配信", "반송", "전송 실패", "전송되지", "전송하지 못", "전달 실패", "수신 실패", "전송에 실패", "배달 실패", "배달되지", "발송 실패", "退信", "无法投递", "無法傳遞", "傳送失敗",
    ];

    private static readonly string[] Words =
    [
        "not be delivered", "couldn't be delivered", "could not deliver", "couldn't deliver", "cannot be delivered", "can't be delivered", "was not delivered", "wasn't delivered", "not delivered to", "were not delivered", "has not yet been delivered",
        "has not been delivered", "hasn't been delivered", "not able to deliver", "wasn't able to deliver", "unable to deliver", "undeliverable", "undelivered", "delivery failed", "delivery has failed", "delivery to the following", "delivery of your message",
        "delivery problems", "delivery errors", "fatal errors", "fatal delivery errors", "delivery error", "failed recipients", "failed to deliver", "permanent error", "permanent failure", "did not reach", "couldn't reach", "could not reach", "returned because", "has been returned", "message returned",
        "error occurred while", "trouble delivering", "failed addresses", "failure reasons", "transcript of session", "no valid recipients", "mailbox is full", "mailbox full", "over quota", "quota exceeded", "user unknown", "unknown user", "no such user", "address not found",
        "not a valid user", "was rejected", "has been rejected", "was blocked by", "not a member of", "may not exist", "malformed address", "does not exist", "delivery attempts", "message could not", "mail could not", "did not receive", "could not be sent", "non-deliverable",
        "n'a pas pu", "n'a pas été", "non è stato possibile", "non è stata", "impossibile recapitare", "impossibile consegnare", "nicht zugestellt", "konnte nicht", "no se pudo", "no se ha podido", "não pôde", "não foi possível", "не может быть", "не удалось",
        "送信できません", "配信できません", "届きません", "配信不能", "送信に失敗", "전달되지", "전송되지", "전송하지 못", "배달되지", "반송", "실패", "无法", "無法",
    ];

    private static readonly string[] Delays =
    [
        "has not yet been delivered", "not yet been delivered", "delivery attempts will continue", "still being retried", "will be retried", "will continue to attempt", "will continue to try", "we will continue", "attempts will be made",
        "continue to be made", "delayed", "delay reason", "warning message", "this is just a warning", "just a warning", "will keep trying", "not able to deliver yet", "temporary problem delivering",
    ];

    /// <summary>Whether the mail looks like a report of failure.</summary>
    public static bool Show(InboundMail mail, Notice notice)
    {
        var signs = (IsFromMachine(mail) ? 1 : 0) + (Any(Subjects, mail.Subject) ? 1 : 0);
        return signs == 2 || (signs == 1 && Any(Words, notice.Text));
    }

    /// <summary>Whether a notice without codes speaks of a delay only.</summary>
    public static bool ShowDelay(InboundMail mail, Notice notice) =>
        Any(Delays, notice.Text) || mail.Subject.Contains("delayed", StringComparison.OrdinalIgnoreCase) || mail.Subject.Contains("(delay)", StringComparison.OrdinalIgnoreCase);

    // RFC 5321 §4.5.5: a report is sent with the null reverse-path.
    private static bool IsFromMachine(InboundMail mail)
    {
        if (mail.ReturnPath is { Length: 0 } || mail.Fields.Find("X-Failed-Recipients") is not null || mail.Root.ContentType["report-type"] == "delivery-status")
            return true;
        if (mail.Fields.Find("From") is not { } field)
            return mail.ReturnPath is null || mail.Root.MediaType == "multipart/report";
        foreach (var from in mail.From.Take(2))
        {
            var sign = from.Address.IndexOf('@', StringComparison.Ordinal);
            if (Any(Machines, sign < 0 ? from.Address : from.Address[..sign]) || Any(Names, from.Name))
                return true;
        }
        return mail.From.Count == 0 && (field.Value.Length == 0 || field.Value.Contains("<>", StringComparison.Ordinal) || Any(Machines, field.Value));
    }

    private static bool Any(string[] phrases, string text)
    {
        foreach (var phrase in phrases)
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
