using System.Net.Http.Headers;

namespace MailMaker.Consent;

/// <summary>What the public pages say, in one language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Leave">Heading of the page with the button; {0} is the list's title.</param>
/// <param name="LeaveButton">The button.</param>
/// <param name="LeaveNote">What pressing it does.</param>
/// <param name="LeftHeading">Heading once it is done; {0} is the list's title.</param>
/// <param name="LeftNote">What that means.</param>
/// <param name="StillSendingNote">The same when a mail may still be on its way.</param>
/// <param name="GoneHeading">Heading when the list is gone.</param>
/// <param name="GoneNote">What that means.</param>
/// <param name="UnknownHeading">Heading when the link is none of ours.</param>
/// <param name="UnknownNote">What to do then.</param>
/// <param name="Controller">Heading above who answers for the data.</param>
internal sealed record PageWords(
    string Language,
    string Leave,
    string LeaveButton,
    string LeaveNote,
    string LeftHeading,
    string LeftNote,
    string StillSendingNote,
    string GoneHeading,
    string GoneNote,
    string UnknownHeading,
    string UnknownNote,
    string Controller)
{
    private static readonly PageWords English = new(
        "en",
        "Leave “{0}”?",
        "Unsubscribe",
        "You will get no more messages from this list.",
        "You have left “{0}”.",
        "You will get no more messages from this list. You can close this page.",
        "Your choice is recorded. One message that was already on its way may still arrive.",
        "There is nothing to leave.",
        "This list no longer exists, and nothing is sent to it.",
        "This link does not work.",
        "It may have been cut off. Please open it again from the message itself.",
        "Responsible for your data");

    private static readonly PageWords Italian = new(
        "it",
        "Vuoi lasciare «{0}»?",
        "Cancella l’iscrizione",
        "Non riceverai più messaggi da questa lista.",
        "Hai lasciato «{0}».",
        "Non riceverai più messaggi da questa lista. Puoi chiudere questa pagina.",
        "La tua scelta è registrata. Un messaggio già in partenza potrebbe ancora arrivare.",
        "Non c’è nulla da cancellare.",
        "Questa lista non esiste più e non invia nulla.",
        "Questo link non funziona.",
        "Forse è incompleto. Aprilo di nuovo dal messaggio.",
        "Titolare del trattamento dei dati");

    private static readonly PageWords Korean = new(
        "ko",
        "‘{0}’ 수신을 거부하시겠습니까?",
        "수신 거부",
        "이 목록에서 더 이상 메시지를 보내지 않습니다.",
        "‘{0}’ 수신 거부가 완료되었습니다.",
        "이 목록에서 더 이상 메시지를 보내지 않습니다. 이 페이지를 닫으셔도 됩니다.",
        "선택이 기록되었습니다. 이미 발송 중인 메시지 한 통은 도착할 수 있습니다.",
        "수신 거부할 목록이 없습니다.",
        "이 목록은 더 이상 존재하지 않으며 메시지를 보내지 않습니다.",
        "이 링크는 사용할 수 없습니다.",
        "링크가 잘렸을 수 있습니다. 메시지에서 다시 열어 주세요.",
        "개인정보 처리 책임자");

    private static readonly PageWords[] All = [English, Italian, Korean];

    /// <summary>The words in the language a browser likes best (RFC 9110 §12.5.4); English when it names none of ours.</summary>
    public static PageWords For(string? acceptLanguage)
    {
        var (best, quality) = (English, 0.0);
        foreach (var part in (acceptLanguage ?? "").Split(',', 20))
        {
            if (!StringWithQualityHeaderValue.TryParse(part, out var language) || (language.Quality ?? 1) <= quality)
                continue;
            if (All.FirstOrDefault(w => IsOrIsWithin(language.Value, w.Language)) is { } known)
                (best, quality) = (known, language.Quality ?? 1);
        }

        return best;
    }

    private static bool IsOrIsWithin(string tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');
}
