using System.Collections.Frozen;
using System.Text;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>The headings that files use for the built-in fields, in English, Italian and Korean.</summary>
internal static class Headings
{
    private static readonly FrozenDictionary<string, string> Fields = Build(
        (BuiltInFields.Fkey, "fkey|id|key|external id|customer id|customer number|customer no|customer code|client id|client code|client number"
            + "|member id|member no|member number|user id|contact id|foreign key|uid|crm id|codice cliente|id cliente|codice|id contatto"
            + "|id utente|codice utente|numero cliente|cod cliente|codice tessera|numero tessera|chiave|고객번호|고객코드|고객id|회원번호|회원id|아이디|식별자"),
        (BuiltInFields.Email, "email|mail|email address|mail address|indirizzo email|indirizzo mail|posta elettronica|indirizzo di posta elettronica"
            + "|indirizzo posta elettronica|이메일|이메일주소|전자우편|전자우편주소|메일|메일주소|전자메일"),
        (BuiltInFields.Mobile, "mobile|mobile phone|mobile number|mobile phone number|mobile no|cell|cellphone|cellphone number|cellular|handphone|sms"
            + "|sms number|gsm|cellulare|numero cellulare|numero di cellulare|telefono cellulare|tel cellulare|cell numero"
            + "|telefono mobile|tel mobile|tel cell|휴대폰|휴대폰번호|휴대전화|휴대전화번호|핸드폰|핸드폰번호|모바일|휴대번호"),
        (BuiltInFields.FirstName, "first name|given name|forename|name|nome|nome di battesimo|이름"),
        (BuiltInFields.LastName, "last name|surname|family name|cognome|성|성씨"),
        (BuiltInFields.Gender, "gender|sex|sesso|genere|성별"),
        (BuiltInFields.BirthDate, "birth date|birthday|date of birth|dob|data di nascita|data nascita|nato il|nata il|compleanno|생년월일|생일|출생일|출생일자"),
        (BuiltInFields.Street, "street|address|street address|address line 1|address 1|indirizzo|via|indirizzo 1|via e numero civico"
            + "|indirizzo di residenza|주소|도로명주소|상세주소|거리"),
        (BuiltInFields.City, "city|town|municipality|citta|comune|localita|도시|시|시군구|구군"),
        (BuiltInFields.Province, "province|prov|provincia|sigla provincia|county|도|시도|광역시도"),
        (BuiltInFields.Region, "region|state|regione|stato|지역|지방"),
        (BuiltInFields.PostalCode, "postal code|post code|zip|zip code|cap|codice postale|codice avviamento postale|우편번호"),
        (BuiltInFields.Country, "country|country code|nation|nazione|paese|codice paese|stato di residenza|국가|나라|국가코드"),
        (BuiltInFields.Language, "language|lang|locale|lingua|언어"),
        (BuiltInFields.TimeZone, "time zone|tz|fuso orario|시간대|타임존"),
        (BuiltInFields.Consent, "consent|opt in|subscribed|newsletter|marketing consent|privacy consent|consenso|consenso marketing|consenso privacy"
            + "|consenso newsletter|iscritto|동의|수신동의|마케팅동의|마케팅수신동의|광고수신동의|이메일수신동의|개인정보동의"),
        (BuiltInFields.SmsConsent, "sms consent|sms opt in|consenso sms|문자수신동의|sms수신동의"),
        (BuiltInFields.TrackingConsent, "tracking consent|consenso tracciamento|추적동의"),
        (BuiltInFields.NightConsent, "night consent|consenso notturno|야간수신동의|야간광고수신동의"),
        (BuiltInFields.Frequency, "frequency|mail frequency|frequenza|frequenza invii|수신빈도"));

    // Said of landlines too: they stand for the mobile number only where the list is keyed by it and no better column is there.
    private static readonly FrozenSet<string> AnyTelephone = new[]
    {
        "phone", "phonenumber", "telephone", "telephonenumber", "tel", "telefono", "numeroditelefono", "numerotelefono", "전화", "전화번호", "연락처",
    }.ToFrozenSet();

    /// <summary>The built-in field that a heading names; null when it names none.</summary>
    public static string? FieldOf(string heading) => Fields.TryGetValue(Key(heading), out var field) ? field : null;

    /// <summary>Whether a heading names a telephone number, be it a mobile's or not.</summary>
    public static bool IsTelephone(string heading) => AnyTelephone.Contains(Key(heading));

    /// <summary>What two headings that differ in case, accents, blanks and punctuation only have in common.</summary>
    public static string Key(string heading)
    {
        // What an export says about a contact beside its fields is a remark: no field's.
        if (heading.StartsWith('#'))
            return "";
        var key = new StringBuilder(heading.Length);
        foreach (var c in heading)
        {
            if (char.IsLetterOrDigit(c))
                key.Append(WithoutAccent(char.ToLowerInvariant(c)));
        }

        return key.ToString();
    }

    /// <summary>
    /// The name that a column of an unknown heading is kept under: letters, digits, <c>_</c> and <c>-</c>, a letter first, at most 60; null when
    /// nothing of it is left, or when it is a remark, which begins with <c>#</c>.
    /// </summary>
    public static string? OwnName(string heading)
    {
        if (heading.StartsWith('#'))
            return null;
        var name = new StringBuilder();
        foreach (var c in heading)
        {
            if (char.IsLetter(c) || (name.Length > 0 && (char.IsDigit(c) || c is '-' or '_')))
                name.Append(c);
            else if (name.Length > 0 && name[^1] != '_' && !IsCombiningMark(c))
                name.Append('_');
        }

        name.Length = Math.Min(name.Length, 60);
        var trimmed = name.ToString().TrimEnd('_');
        return trimmed.Length == 0 ? null : trimmed;
    }

    private static bool IsCombiningMark(char c) => c is >= '\u0300' and <= '\u036F';

    // Culture data is not there (invariant globalization), so the few letters of western headings are folded by hand.
    private static char WithoutAccent(char c) => c switch
    {
        >= 'à' and <= 'å' => 'a',
        'ç' => 'c',
        >= 'è' and <= 'ë' => 'e',
        >= 'ì' and <= 'ï' => 'i',
        'ñ' => 'n',
        >= 'ò' and <= 'ö' => 'o',
        >= 'ù' and <= 'ü' => 'u',
        _ => c,
    };

    private static FrozenDictionary<string, string> Build(params (string Field, string Names)[] sets)
    {
        var all = new Dictionary<string, string>();
        foreach (var field in BuiltInFields.All)
            all[Key(field)] = field;
        foreach (var (field, names) in sets)
        {
            foreach (var name in names.Split('|'))
                all.TryAdd(Key(name), field);
        }

        return all.ToFrozenDictionary();
    }
}
