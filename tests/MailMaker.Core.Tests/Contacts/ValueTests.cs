using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Contacts;

public class ValueTests
{
    private static string Normal(string field, string raw, string country = "IT")
    {
        var list = Files.List(country: country, fields: [new("points", FieldType.Number), new("tier", FieldType.Choice, ["Gold", "Silver"])]);
        return FieldRules.For(list, field).Normalise(raw, out var value) is { } fault ? $"! {fault}" : value;
    }

    [Theory]
    [InlineData(" Ada.Rossi@EXAMPLE.com ", "ada.rossi@example.com")]
    [InlineData("mailto:ada@example.com?subject=x", "ada@example.com")]
    [InlineData("<ada@example.com>", "ada@example.com")]
    [InlineData("\"ada.rossi\"@example.com", "ada.rossi@example.com")]
    [InlineData("\"ada rossi\"@example.com", "\"ada rossi\"@example.com")]
    [InlineData("用户@münchen.de", "用户@xn--mnchen-3ya.de")]
    [InlineData("ada@example", "! has a domain without a dot")]
    [InlineData("ada@127.0.0.1", "! has a number for a top-level domain")]
    [InlineData("ada..rossi@example.com", "! has a misplaced dot before the '@'")]
    [InlineData("ada rossi@example.com", "! has a character before the '@' that an address can't have")]
    [InlineData("ada@exam_ple.com", "! has a domain with a character that a domain can't have")]
    [InlineData("ada@-example.com", "! has a domain that can't exist")]
    [InlineData("ada@example.com\n", "! has a domain with a character that a domain can't have")]
    public void Email(string raw, string expected) => Assert.Equal(expected, Normal("email", raw));

    [Theory]
    [InlineData("IT", "333 123 4567", "+393331234567")]
    [InlineData("IT", "+39 333.123.4567", "+393331234567")]
    [InlineData("IT", "0039-333-1234567", "+393331234567")]
    [InlineData("IT", "393331234567", "+393331234567")]
    [InlineData("IT", "(+39) 3331234567", "! has a character that no telephone number has")]
    [InlineData("IT", "02 1234 5678", "! is not a mobile number of its country")]
    [InlineData("KR", "010-2000-0000", "+821020000000")]
    [InlineData("KR", "+82 10 2000 0000", "+821020000000")]
    [InlineData("KR", "+82 (0)10 2000 0000", "+821020000000")]
    [InlineData("KR", "001-39-333-123-4567", "+393331234567")]
    [InlineData("US", "(415) 555-2671", "+14155552671")]
    [InlineData("US", "1-415-555-2671", "+14155552671")]
    [InlineData("GB", "07400 123456", "+447400123456")]
    [InlineData("AR", "011 15-2345-6789", "+5491123456789")]
    [InlineData("IT", "tel:+39-333-1234567", "+393331234567")]
    [InlineData("IT", "+999 12345678", "! has a country code that does not exist")]
    [InlineData("IT", "333 abc", "! has a character that no telephone number has")]
    [InlineData("IT", "333 1", "! has too few digits")]
    public void Mobile(string country, string raw, string expected) => Assert.Equal(expected, Normal("mobile", raw, country));

    [Theory]
    [InlineData("IT", "1985-03-12", "1985-03-12")]
    [InlineData("IT", "12/03/1985", "1985-03-12")]
    [InlineData("IT", "1.3.1985", "1985-03-01")]
    [InlineData("US", "12/03/1985", "1985-12-03")]
    [InlineData("US", "13/03/1985", "1985-03-13")]
    [InlineData("IT", "03/13/1985", "1985-03-13")]
    [InlineData("KR", "1985. 3. 12.", "1985-03-12")]
    [InlineData("KR", "1985년 3월 12일", "1985-03-12")]
    [InlineData("KR", "19850312", "1985-03-12")]
    [InlineData("IT", "12 marzo 1985", "1985-03-12")]
    [InlineData("IT", "March 12, 1985", "1985-03-12")]
    [InlineData("IT", "1985-03-12T00:00:00Z", "1985-03-12")]
    [InlineData("IT", "12/03/1985 10:30", "1985-03-12")]
    [InlineData("IT", "31118", "1985-03-12")]
    [InlineData("IT", "29/02/1985", "! is a day that the calendar does not have")]
    [InlineData("IT", "31.12.80", "1980-12-31")]
    [InlineData("IT", "12/03/85", "1985-03-12")]
    [InlineData("IT", "1/2/29", "2029-02-01")]
    [InlineData("US", "12/31/80", "1980-12-31")]
    [InlineData("KR", "80.12.31.", "1980-12-31")]
    [InlineData("KR", "80년 12월 31일", "1980-12-31")]
    [InlineData("KR", "801231", "1980-12-31")]
    [InlineData("IT", "801231", "! is not a date")]
    [InlineData("IT", "80-12-31", "1980-12-31")]
    [InlineData("KR", "31.12.80", "1980-12-31")]
    [InlineData("KR", "1980. 12. 31.", "1980-12-31")]
    [InlineData("KR", "1980년12월31일", "1980-12-31")]
    [InlineData("IT", "31 dicembre 1980", "1980-12-31")]
    [InlineData("IT", "1\u00B0 gennaio 1980", "1980-01-01")]
    [InlineData("IT", "31-dic-80", "1980-12-31")]
    [InlineData("IT", "December 31, 1980", "1980-12-31")]
    [InlineData("IT", "31118.4375", "1985-03-12")]
    [InlineData("IT", "1985", "! is not a date")]
    [InlineData("IT", "12/03/985", "! has a year of neither two nor four digits")]
    [InlineData("IT", "ieri", "! is not a date")]
    public void BirthDate(string country, string raw, string expected) => Assert.Equal(expected, Normal("birthDate", raw, country));

    [Theory]
    [InlineData("IT", "1.234,50", "1234.5")]
    [InlineData("IT", "1.234", "1234")]
    [InlineData("US", "1.234", "1.234")]
    [InlineData("US", "1,234", "1234")]
    [InlineData("IT", "12,5", "12.5")]
    [InlineData("IT", "1.234.567", "1234567")]
    [InlineData("US", "1,234,567.89", "1234567.89")]
    [InlineData("IT", "-0,0", "0")]
    [InlineData("IT", "007", "7")]
    [InlineData("IT", "0,125", "0.125")]
    [InlineData("IT", ",5", "0.5")]
    [InlineData("IT", "+3", "3")]
    [InlineData("IT", "1.23.4", "! is not a number")]
    [InlineData("IT", "12a", "! is not a number")]
    [InlineData("IT", "-", "! is not a number")]
    public void Number(string country, string raw, string expected) => Assert.Equal(expected, Normal("points", raw, country));

    [Theory]
    [InlineData("gender", "Donna", "f")]
    [InlineData("gender", "M.", "m")]
    [InlineData("gender", "여자", "f")]
    [InlineData("gender", "?", "! is not a gender that is known here (f, m, x)")]
    [InlineData("consent", "Sì", "true")]
    [InlineData("consent", "아니오", "false")]
    [InlineData("consent", "forse", "! is neither yes nor no")]
    [InlineData("country", "Italia", "IT")]
    [InlineData("country", "kr", "KR")]
    [InlineData("country", "South Korea", "KR")]
    [InlineData("country", "Atlantis", "! is neither a country code of ISO 3166-1 nor a country's name")]
    [InlineData("language", "Italiano", "it")]
    [InlineData("language", "KO_kr", "ko-KR")]
    [InlineData("language", "zh-hant-tw", "zh-Hant-TW")]
    [InlineData("timeZone", "Europe/Rome", "Europe/Rome")]
    [InlineData("timeZone", "Mars/Base", "! is not an IANA time zone such as Europe/Rome")]
    [InlineData("tier", "gold", "Gold")]
    [InlineData("tier", "lead", "! is not one of the field's choices")]
    [InlineData("firstName", "Ada\r\nBcc: x\u0007", "Ada Bcc: x")]
    [InlineData("other", " \u00A0 ", "")]
    public void Words(string field, string raw, string expected) => Assert.Equal(expected, Normal(field, raw));

    [Fact]
    public void Text_of_more_than_four_thousand_characters_is_refused() => Assert.Equal("! is longer than 4,000 characters", Normal("note", new string('x', 4_001)));

    [Fact]
    public void A_canonical_value_stays_as_it_is()
    {
        foreach (var (field, raw) in new[] { ("email", "\"a b\"@münchen.de"), ("mobile", "333 1234567"), ("birthDate", "1.2.1990"), ("points", "1.234,5"), ("language", "ko_kr"), ("country", "Italy") })
        {
            var once = Normal(field, raw, "IT");
            // A point is ambiguous only in what people type; the canonical form has at most one and is read back by English rules.
            Assert.Equal(once, Normal(field, once, field == "points" ? "US" : "IT"));
        }
    }
}
