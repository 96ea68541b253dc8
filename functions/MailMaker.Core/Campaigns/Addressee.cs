using System.Text.Json;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Campaigns;

/// <summary>What a campaign needs to know of a contact's fields before it writes to it.</summary>
/// <param name="Email">The e-mail address; empty when there is none.</param>
/// <param name="Name">First and last name as far as known.</param>
/// <param name="Consented">Whether the client states that the person agreed; true when it says nothing.</param>
public readonly record struct Addressee(string Email, string Name, bool Consented)
{
    /// <summary>The mobile number, E.164; empty when there is none.</summary>
    public string Mobile { get; init; } = "";

    /// <summary>The contact's own time zone; empty when it has none.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>How often the person wants to be written to; empty when it never said.</summary>
    public string Frequency { get; init; } = "";

    /// <summary>Whether the person agreed to messages at night.</summary>
    public bool NightConsent { get; init; }

    /// <summary>Reads them from a contact's fields (UTF-8 JSON object of strings).</summary>
    public static Addressee Of(ReadOnlySpan<byte> fields)
    {
        string email = "", mobile = "", first = "", last = "", zone = "", frequency = "";
        bool consented = true, atNight = false;
        var reader = new Utf8JsonReader(fields);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.ValueTextEquals(BuiltInFields.Email))
                email = Next(ref reader);
            else if (reader.ValueTextEquals(BuiltInFields.Mobile))
                mobile = Next(ref reader);
            else if (reader.ValueTextEquals(BuiltInFields.FirstName))
                first = Next(ref reader);
            else if (reader.ValueTextEquals(BuiltInFields.LastName))
                last = Next(ref reader);
            else if (reader.ValueTextEquals(BuiltInFields.Consent))
                consented = Next(ref reader) != "false";
            else if (reader.ValueTextEquals(BuiltInFields.TimeZone))
                zone = Next(ref reader);
            else if (reader.ValueTextEquals(BuiltInFields.NightConsent))
                atNight = Next(ref reader) == "true";
            else if (reader.ValueTextEquals(BuiltInFields.Frequency))
                frequency = Next(ref reader);
            else
                reader.Skip();
        }

        return new Addressee(email, first.Length == 0 || last.Length == 0 ? first + last : $"{first} {last}", consented)
        {
            Mobile = mobile, TimeZone = zone, Frequency = frequency, NightConsent = atNight,
        };
    }

    private static string Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
    }
}
