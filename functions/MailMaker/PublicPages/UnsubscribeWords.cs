namespace MailMaker.PublicPages;

/// <summary>What the pages of a mail's way out say; {0} is the list's title.</summary>
/// <param name="Leave">Heading of the page with the button.</param>
/// <param name="LeaveNote">What pressing it does.</param>
/// <param name="LeaveButton">The button.</param>
/// <param name="Instead">The link to the preferences below the button.</param>
/// <param name="LeftHeading">Heading once it is done.</param>
/// <param name="LeftNote">What that means.</param>
/// <param name="StillSendingNote">The same when a mail may still be on its way.</param>
/// <param name="Others">The link to the preferences once it is done.</param>
/// <param name="GoneHeading">Heading when the list is gone.</param>
/// <param name="GoneNote">What that means.</param>
internal sealed record UnsubscribeWords(
    string Leave,
    string LeaveNote,
    string LeaveButton,
    string Instead,
    string LeftHeading,
    string LeftNote,
    string StillSendingNote,
    string Others,
    string GoneHeading,
    string GoneNote)
{
    /// <summary>The words in each language.</summary>
    public static Spoken<UnsubscribeWords> All { get; } = new(
        new(
            "Leave “{0}”?",
            "You will get no more messages from this list.",
            "Unsubscribe",
            "Or choose which messages you get, and how often",
            "You have left “{0}”.",
            "You will get no more messages from this list. You can close this page.",
            "Your choice is recorded. One message that was already on its way may still arrive.",
            "See what else you get from us",
            "There is nothing to leave.",
            "This list no longer exists, and nothing is sent to it."),
        new(
            "Vuoi lasciare «{0}»?",
            "Non riceverai più messaggi da questa lista.",
            "Cancella l’iscrizione",
            "Oppure scegli quali messaggi ricevere e quanto spesso",
            "Hai lasciato «{0}».",
            "Non riceverai più messaggi da questa lista. Puoi chiudere questa pagina.",
            "La tua scelta è registrata. Un messaggio già in partenza potrebbe ancora arrivare.",
            "Guarda che cos’altro ricevi da noi",
            "Non c’è nulla da cancellare.",
            "Questa lista non esiste più e non invia nulla."),
        new(
            "‘{0}’ 수신을 거부하시겠습니까?",
            "이 목록에서 더 이상 메시지를 보내지 않습니다.",
            "수신 거부",
            "받을 메시지와 횟수를 직접 고르기",
            "‘{0}’ 수신 거부가 완료되었습니다.",
            "이 목록에서 더 이상 메시지를 보내지 않습니다. 이 페이지를 닫으셔도 됩니다.",
            "선택이 기록되었습니다. 이미 발송 중인 메시지 한 통은 도착할 수 있습니다.",
            "받고 있는 다른 메시지 보기",
            "수신 거부할 목록이 없습니다.",
            "이 목록은 더 이상 존재하지 않으며 메시지를 보내지 않습니다."));
}
