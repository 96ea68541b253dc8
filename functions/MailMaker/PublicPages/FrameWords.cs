namespace MailMaker.PublicPages;

/// <summary>What every page says around its content.</summary>
/// <param name="Controller">Heading above who answers for the data.</param>
/// <param name="UnknownHeading">Heading when a link is none of ours, or no longer.</param>
/// <param name="UnknownNote">What to do then.</param>
/// <param name="ErrorTitle">Before the title of a page that shows faults.</param>
internal sealed record FrameWords(string Controller, string UnknownHeading, string UnknownNote, string ErrorTitle)
{
    /// <summary>The words in each language.</summary>
    public static Spoken<FrameWords> All { get; } = new(
        new(
            "Responsible for your data",
            "This link does not work.",
            "It may have been cut off, or is no longer valid. Please open it again from the message itself.",
            "Error"),
        new(
            "Titolare del trattamento dei dati",
            "Questo link non funziona.",
            "Forse è incompleto o non è più valido. Aprilo di nuovo dal messaggio.",
            "Errore"),
        new(
            "개인정보 처리 책임자",
            "이 링크는 사용할 수 없습니다.",
            "링크가 잘렸거나 더 이상 유효하지 않을 수 있습니다. 메시지에서 다시 열어 주세요.",
            "오류"));
}
