namespace MailMaker.PublicPages;

/// <summary>What the preferences page says.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Lists">Above the lists.</param>
/// <param name="ListsNote">What unticking does.</param>
/// <param name="NoLists">When there are none.</param>
/// <param name="Frequency">Above how often.</param>
/// <param name="All">Every message.</param>
/// <param name="Weekly">One a week.</param>
/// <param name="Monthly">One a month.</param>
/// <param name="Language">The language's label.</param>
/// <param name="NoLanguage">When none was chosen.</param>
/// <param name="Purposes">Above the consents that can be taken back.</param>
/// <param name="Tracking">That to being measured.</param>
/// <param name="Night">That to messages at night.</param>
/// <param name="Sms">That to text messages.</param>
/// <param name="Save">The button that saves.</param>
/// <param name="LeaveAll">The button that leaves every list.</param>
/// <param name="Saved">Once it is saved.</param>
internal sealed record PreferenceWords(
    string Heading,
    string Lists,
    string ListsNote,
    string NoLists,
    string Frequency,
    string All,
    string Weekly,
    string Monthly,
    string Language,
    string NoLanguage,
    string Purposes,
    string Tracking,
    string Night,
    string Sms,
    string Save,
    string LeaveAll,
    string Saved)
{
    /// <summary>The words in each language.</summary>
    public static Spoken<PreferenceWords> InAll { get; } = new(
        new(
            "What you get from us",
            "Your lists",
            "Untick what you no longer want.",
            "You are on none of our lists.",
            "How often",
            "Every message",
            "At most one a week",
            "At most one a month",
            "Language",
            "Not chosen",
            "What you agreed to",
            "You may record whether I open messages and which links I follow.",
            "You may write to me between nine in the evening and eight in the morning.",
            "You may send me text messages.",
            "Save",
            "Leave all lists",
            "Your choices are saved."),
        new(
            "Che cosa ricevi da noi",
            "Le tue liste",
            "Togli la spunta a ciò che non vuoi più ricevere.",
            "Non fai parte di nessuna delle nostre liste.",
            "Quanto spesso",
            "Ogni messaggio",
            "Al massimo uno alla settimana",
            "Al massimo uno al mese",
            "Lingua",
            "Non scelta",
            "I tuoi consensi",
            "Potete registrare se apro i messaggi e quali link seguo.",
            "Potete scrivermi tra le nove di sera e le otto di mattina.",
            "Potete inviarmi SMS.",
            "Salva",
            "Lascia tutte le liste",
            "Le tue scelte sono salvate."),
        new(
            "수신 설정",
            "수신 목록",
            "더 이상 받지 않을 목록의 선택을 해제하세요.",
            "수신 중인 목록이 없습니다.",
            "수신 횟수",
            "모든 메시지",
            "일주일에 최대 한 번",
            "한 달에 최대 한 번",
            "언어",
            "선택 안 함",
            "동의한 항목",
            "메시지 열람과 링크 클릭 여부를 기록하는 것에 동의합니다.",
            "밤 9시부터 다음 날 아침 8시까지의 수신에 동의합니다.",
            "문자 메시지 수신에 동의합니다.",
            "저장",
            "모든 목록 수신 거부",
            "선택하신 내용이 저장되었습니다."));
}
