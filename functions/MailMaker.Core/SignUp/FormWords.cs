using System.Collections.Frozen;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.SignUp;

/// <summary>What forms and their pages say, in one language.</summary>
public sealed record FormWords
{
    private static readonly FormWords English = new()
    {
        Language = "en",
        SignUp = "Sign up", Required = "required", FaultsHeading = "Please check these fields",
        CheckMailHeading = "Please check your inbox.",
        CheckMailNote = "If this address can be signed up, a mail with a confirmation link is on its way. You are on the list once you have confirmed.",
        ConfirmHeading = "Confirm your subscription to “{0}”", ConfirmNote = "Press the button to confirm that you want to get messages from this list.",
        ConfirmButton = "Confirm", ConfirmedHeading = "Thank you, your subscription is confirmed.", ConfirmedNote = "You can leave again at any time by the link in each message.",
        DeadLinkHeading = "This link does not work.", DeadLinkNote = "It may have been cut off, or its time is over. Please fill in the form again to get a new one.",
        NoFormHeading = "There is no such form.", NoFormNote = "It may have been removed.",
        SlowDownHeading = "Too many requests.", SlowDownNote = "Please try again in a few minutes.",
        ForeignHeading = "This form can't be sent from here.", ForeignNote = "The website it was sent from is not one of those that may use it.",
        LeaveEmpty = "Leave this field empty", Controller = "Responsible for your data",
        Labels = ForFields("E-mail", "Mobile number", "First name", "Last name", "Gender", "Date of birth", "Street", "City", "Province", "Region", "Postal code", "Country", "Language", "Time zone"),
        Faults = ForFaults(
            [
                "This field is required.", "This box must be ticked.", "This is not an e-mail address.", "This is not a mobile number.", "This is not a date.",
                "This is not a number.", "This is not one of the choices.", "This is too long.", "This is not valid.",
                "The form was sent too quickly, or the page is too old. Please send it again.", "Please show that you are not a robot, and send the form again.",
                "Everything together is too long.",
            ]),
    };

    private static readonly FormWords Italian = new()
    {
        Language = "it",
        SignUp = "Iscriviti", Required = "obbligatorio", FaultsHeading = "Controlla questi campi",
        CheckMailHeading = "Controlla la tua posta.",
        CheckMailNote = "Se questo indirizzo può essere iscritto, sta arrivando un messaggio con il link di conferma. L’iscrizione vale solo dopo la conferma.",
        ConfirmHeading = "Conferma l’iscrizione a «{0}»", ConfirmNote = "Premi il pulsante per confermare che vuoi ricevere i messaggi di questa lista.",
        ConfirmButton = "Conferma", ConfirmedHeading = "Grazie, la tua iscrizione è confermata.",
        ConfirmedNote = "Puoi cancellarti in qualsiasi momento con il link presente in ogni messaggio.",
        DeadLinkHeading = "Questo link non funziona.", DeadLinkNote = "Forse è incompleto o scaduto. Compila di nuovo il modulo per riceverne uno nuovo.",
        NoFormHeading = "Questo modulo non esiste.", NoFormNote = "Forse è stato rimosso.",
        SlowDownHeading = "Troppe richieste.", SlowDownNote = "Riprova tra qualche minuto.",
        ForeignHeading = "Il modulo non può essere inviato da qui.", ForeignNote = "Il sito da cui è stato inviato non è tra quelli che possono usarlo.",
        LeaveEmpty = "Lascia vuoto questo campo", Controller = "Titolare del trattamento dei dati",
        Labels = ForFields("E-mail", "Cellulare", "Nome", "Cognome", "Genere", "Data di nascita", "Via", "Città", "Provincia", "Regione", "CAP", "Paese", "Lingua", "Fuso orario"),
        Faults = ForFaults(
            [
                "Questo campo è obbligatorio.", "Questa casella va selezionata.", "Questo non è un indirizzo e-mail.", "Questo non è un numero di cellulare.",
                "Questa non è una data.", "Questo non è un numero.", "Questa non è una delle scelte.", "Il testo è troppo lungo.", "Il valore non è valido.",
                "Il modulo è stato inviato troppo in fretta o la pagina è troppo vecchia. Invialo di nuovo.", "Dimostra di non essere un robot e invia di nuovo il modulo.",
                "Tutti i dati insieme sono troppo lunghi.",
            ]),
    };

    private static readonly FormWords Korean = new()
    {
        Language = "ko",
        SignUp = "구독 신청", Required = "필수", FaultsHeading = "다음 항목을 확인해 주세요",
        CheckMailHeading = "메일함을 확인해 주세요.",
        CheckMailNote = "등록할 수 있는 주소라면 확인 링크가 담긴 메일을 보내 드립니다. 링크에서 확인하셔야 구독이 시작됩니다.",
        ConfirmHeading = "‘{0}’ 구독 확인", ConfirmNote = "이 목록의 메시지를 받으시려면 버튼을 눌러 확인해 주세요.",
        ConfirmButton = "확인", ConfirmedHeading = "감사합니다. 구독이 확인되었습니다.", ConfirmedNote = "모든 메시지에 있는 링크로 언제든지 수신을 거부하실 수 있습니다.",
        DeadLinkHeading = "이 링크는 사용할 수 없습니다.", DeadLinkNote = "링크가 잘렸거나 기한이 지났을 수 있습니다. 양식을 다시 작성하시면 새 링크를 보내 드립니다.",
        NoFormHeading = "양식이 없습니다.", NoFormNote = "삭제되었을 수 있습니다.",
        SlowDownHeading = "요청이 너무 많습니다.", SlowDownNote = "몇 분 뒤에 다시 시도해 주세요.",
        ForeignHeading = "여기에서는 이 양식을 보낼 수 없습니다.", ForeignNote = "이 양식을 사용할 수 있는 웹사이트가 아닙니다.",
        LeaveEmpty = "이 칸은 비워 두세요", Controller = "개인정보 처리 책임자",
        Labels = ForFields("이메일", "휴대폰 번호", "이름", "성", "성별", "생년월일", "도로명 주소", "도시", "도", "지역", "우편번호", "국가", "언어", "시간대"),
        Faults = ForFaults(
            [
                "필수 항목입니다.", "체크해 주세요.", "이메일 주소가 아닙니다.", "휴대폰 번호가 아닙니다.", "날짜가 아닙니다.", "숫자가 아닙니다.", "선택할 수 없는 값입니다.", "너무 깁니다.",
                "올바르지 않은 값입니다.", "양식이 너무 빨리 전송되었거나 페이지가 오래되었습니다. 다시 보내 주세요.", "로봇이 아님을 확인하고 다시 보내 주세요.", "입력하신 내용이 너무 깁니다.",
            ]),
    };

    private static readonly FormWords[] All = [English, Italian, Korean];

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The button of the form.</summary>
    public required string SignUp { get; init; }

    /// <summary>Said beside a required field.</summary>
    public required string Required { get; init; }

    /// <summary>Above the list of faults.</summary>
    public required string FaultsHeading { get; init; }

    /// <summary>Heading once the form was posted, whatever became of it.</summary>
    public required string CheckMailHeading { get; init; }

    /// <summary>What happens next.</summary>
    public required string CheckMailNote { get; init; }

    /// <summary>Heading of the page with the confirming button; {0} is the list's title.</summary>
    public required string ConfirmHeading { get; init; }

    /// <summary>What pressing it does.</summary>
    public required string ConfirmNote { get; init; }

    /// <summary>The button.</summary>
    public required string ConfirmButton { get; init; }

    /// <summary>Heading once it is confirmed.</summary>
    public required string ConfirmedHeading { get; init; }

    /// <summary>How to leave again.</summary>
    public required string ConfirmedNote { get; init; }

    /// <summary>Heading when a link is none of ours, or its time is over.</summary>
    public required string DeadLinkHeading { get; init; }

    /// <summary>What to do then.</summary>
    public required string DeadLinkNote { get; init; }

    /// <summary>Heading when there is no such form.</summary>
    public required string NoFormHeading { get; init; }

    /// <summary>What that means.</summary>
    public required string NoFormNote { get; init; }

    /// <summary>Heading when too much comes from one place.</summary>
    public required string SlowDownHeading { get; init; }

    /// <summary>What to do then.</summary>
    public required string SlowDownNote { get; init; }

    /// <summary>Heading when the website may not use the form.</summary>
    public required string ForeignHeading { get; init; }

    /// <summary>What that means.</summary>
    public required string ForeignNote { get; init; }

    /// <summary>Label of the field that no person sees, for who comes upon it all the same.</summary>
    public required string LeaveEmpty { get; init; }

    /// <summary>Said before who answers for the data.</summary>
    public required string Controller { get; init; }

    private IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    private IReadOnlyDictionary<FaultKind, string> Faults { get; init; } = FrozenDictionary<FaultKind, string>.Empty;

    /// <summary>The words in a language; English when there are none in it.</summary>
    public static FormWords For(string language) => All.FirstOrDefault(w => w.Language == language.Split('-', 2)[0]) ?? English;

    /// <summary>What is wrong with a field.</summary>
    public string Of(FaultKind fault) => Faults[fault];

    /// <summary>A field's label: the form's own, else that of the built-in field, else its name.</summary>
    /// <param name="field">The field.</param>
    /// <param name="language">The form's language, which may be one that there are no words in.</param>
    public string LabelOf(FormField field, string language) =>
        field.Label?.GetValueOrDefault(language) ?? Labels.GetValueOrDefault(field.Name) ?? field.Name;

    private static FrozenDictionary<string, string> ForFields(params string[] labels) => new[]
    {
        BuiltInFields.Email, BuiltInFields.Mobile, BuiltInFields.FirstName, BuiltInFields.LastName, BuiltInFields.Gender, BuiltInFields.BirthDate, BuiltInFields.Street,
        BuiltInFields.City, BuiltInFields.Province, BuiltInFields.Region, BuiltInFields.PostalCode, BuiltInFields.Country, BuiltInFields.Language, BuiltInFields.TimeZone,
    }.Zip(labels).ToFrozenDictionary(w => w.First, w => w.Second);

    private static FrozenDictionary<FaultKind, string> ForFaults(List<string> faults) =>
        Enum.GetValues<FaultKind>().Zip(faults).ToFrozenDictionary(w => w.First, w => w.Second);
}
