namespace MailMaker.Demo;

/// <summary>Names and places of the demo's invented people.</summary>
internal static class DemoNames
{
    public static readonly (string Name, string Gender)[] ItalianFirst =
    [
        ("Giulia", "F"), ("Nicolò", "M"), ("Francesca", "femmina"), ("Andrea", "M"), ("Chiara", "F"), ("Matteo", "maschio"), ("Elena", "F"), ("Luca", "M"),
    ];

    public static readonly string[] ItalianLast = ["Rossi", "D'Angelo", "De Luca", "Ferrari", "Bianchi", "Lo Presti", "Ricci", "Marinò", "Conti", "Gallo"];

    public static readonly (string City, string PostalCode)[] ItalianCities =
        [("Roma", "00184"), ("Milano", "20121"), ("Forlì", "47121"), ("Napoli", "80132"), ("L'Aquila", "67100")];

    public static readonly (string Name, string Gender, string Latin)[] KoreanFirst =
    [
        ("서연", "여", "seoyeon"), ("민준", "남", "minjun"), ("지우", "여", "jiwoo"), ("도윤", "남", "doyun"), ("하은", "F", "haeun"), ("지호", "M", "jiho"),
    ];

    public static readonly (string Name, string Latin)[] KoreanLast =
        [("김", "kim"), ("이", "lee"), ("박", "park"), ("최", "choi"), ("정", "jung"), ("강", "kang"), ("남궁", "namgung")];

    public static readonly (string City, string PostalCode)[] KoreanCities = [("서울", "04524"), ("부산", "48058"), ("인천", "21999"), ("대구", "41911")];

    public static readonly (string Name, string Gender)[] EnglishFirst =
        [("Olivia", "female"), ("Harry", "male"), ("Amelia", "F"), ("Jack", "M"), ("Zoë", "F"), ("Thomas", "M")];

    public static readonly string[] EnglishLast = ["Smith", "O'Neill", "Jones, Jr.", "Taylor-Brown", "Wilson", "Evans", "Thompson"];
}
