namespace MailMaker.Core.Contacts;

/// <summary>The names of the fields that every list has. A contact's fields are kept under these names.</summary>
public static class BuiltInFields
{
    /// <summary>The client's own foreign key; text, at most 200 characters.</summary>
    public const string Fkey = "fkey";

    /// <summary>E-mail address, normalised.</summary>
    public const string Email = "email";

    /// <summary>Mobile number in E.164 form.</summary>
    public const string Mobile = "mobile";

    /// <summary>First name.</summary>
    public const string FirstName = "firstName";

    /// <summary>Last name.</summary>
    public const string LastName = "lastName";

    /// <summary>Gender: <c>f</c>, <c>m</c> or <c>x</c>.</summary>
    public const string Gender = "gender";

    /// <summary>Birth date, <c>yyyy-MM-dd</c>.</summary>
    public const string BirthDate = "birthDate";

    /// <summary>Street and number.</summary>
    public const string Street = "street";

    /// <summary>City.</summary>
    public const string City = "city";

    /// <summary>Province, as text.</summary>
    public const string Province = "province";

    /// <summary>Region, as text.</summary>
    public const string Region = "region";

    /// <summary>Postal code, as text (leading zeros count).</summary>
    public const string PostalCode = "postalCode";

    /// <summary>ISO 3166-1 alpha-2 country.</summary>
    public const string Country = "country";

    /// <summary>BCP 47 language tag, such as <c>it</c> or <c>ko</c>.</summary>
    public const string Language = "language";

    /// <summary>IANA time zone.</summary>
    public const string TimeZone = "timeZone";

    /// <summary>
    /// Whether the client states that the person agreed to be written to: <c>true</c> (the default when absent) or <c>false</c>. It never
    /// outweighs a goodbye that the person said to us.
    /// </summary>
    public const string Consent = "consent";

    /// <summary>Whether the person agreed to text messages: <c>true</c> or <c>false</c>; absent is not agreed where the law asks for it.</summary>
    public const string SmsConsent = "smsConsent";

    /// <summary>Whether the person agreed to be measured by opens: <c>true</c> or <c>false</c>; what absent means is the list's law.</summary>
    public const string TrackingConsent = "trackingConsent";

    /// <summary>Whether the person agreed to messages at night: <c>true</c> or <c>false</c>; what absent means is the list's law.</summary>
    public const string NightConsent = "nightConsent";

    /// <summary>How often the person wants to be written to: <c>all</c> (the default), <c>weekly</c> or <c>monthly</c> at most.</summary>
    public const string Frequency = "frequency";

    /// <summary>The fields that say what a person agreed to or chose; who has left or chosen otherwise is not overruled by files and calls.</summary>
    public static IReadOnlySet<string> OfConsent { get; } = new HashSet<string> { Consent, SmsConsent, TrackingConsent, NightConsent, Frequency };

    /// <summary>All of them, in the order in which a contact's fields are kept.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Fkey, Email, Mobile, FirstName, LastName, Gender, BirthDate, Street, City, Province, Region, PostalCode, Country, Language, TimeZone, Consent,
        SmsConsent, TrackingConsent, NightConsent, Frequency,
    ];
}
