using System.Globalization;
using System.Text;

namespace MailMaker.Demo;

/// <summary>
/// Writes the contact file of the demo: invented Italian, Korean and English people, about one row in fifty dirty in the ways that clients'
/// files are. The same number of rows gives the same file.
/// </summary>
public static class DemoContacts
{
    private const string Header = "Customer No;E-mail;Cellulare;Nome;Cognome;Gender;Birth date;Indirizzo;Città;CAP;Country;Language";

    /// <summary>Writes a file of <paramref name="rows"/> rows and a header line.</summary>
    /// <param name="path">Where to; a file that is there is replaced whole.</param>
    /// <param name="rows">Rows, at least 0.</param>
    /// <param name="dirty">Whether some rows are dirty.</param>
    public static void Write(string path, int rows, bool dirty)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16) { NewLine = "\r\n" };
        file.WriteLine(Header);
        for (var i = 0; i < rows; i++)
            file.WriteLine(dirty && i % 50 == 17 ? DirtyRow(i) : Row(Person(i)));
    }

    private static DemoPerson Person(int i) => (i % 5) switch
    {
        0 or 1 => Italian(i),
        2 or 3 => Korean(i),
        _ => English(i),
    };

    private static DemoPerson Italian(int i)
    {
        var (first, gender) = DemoNames.ItalianFirst[Mix(i, 1, DemoNames.ItalianFirst.Length)];
        var last = Pick(DemoNames.ItalianLast, i, 2);
        var (city, postalCode) = DemoNames.ItalianCities[Mix(i, 3, DemoNames.ItalianCities.Length)];
        return new(
            Fkey(i), Mail(i, first, last, "it"), $"+39 3{20 + Mix(i, 4, 70):D2} {Number(i, 7)}", first, last, gender,
            Born(i, "dd/MM/yyyy"), $"Via {Pick(DemoNames.ItalianLast, i, 5)}, {1 + Mix(i, 6, 200)}", city, postalCode, "Italia", "it");
    }

    private static DemoPerson Korean(int i)
    {
        var (first, gender, latin) = DemoNames.KoreanFirst[Mix(i, 1, DemoNames.KoreanFirst.Length)];
        var (last, lastLatin) = DemoNames.KoreanLast[Mix(i, 2, DemoNames.KoreanLast.Length)];
        var (city, postalCode) = DemoNames.KoreanCities[Mix(i, 3, DemoNames.KoreanCities.Length)];
        var number = Number(i, 8);
        return new(
            Fkey(i), Mail(i, latin, lastLatin, "kr"), $"+82 10-{number[..4]}-{number[4..]}", first, last, gender,
            Born(i, "yyyy-MM-dd"), $"세종대로 {1 + Mix(i, 6, 200)}", city, postalCode, "KR", "ko");
    }

    private static DemoPerson English(int i)
    {
        var (first, gender) = DemoNames.EnglishFirst[Mix(i, 1, DemoNames.EnglishFirst.Length)];
        var last = Pick(DemoNames.EnglishLast, i, 2);
        return new(
            Fkey(i), Mail(i, first, last, "uk"), $"+44 7{700 + Mix(i, 4, 200)} {Number(i, 6)}", first, last, gender,
            Born(i, "yyyy-MM-dd"), $"{1 + Mix(i, 6, 200)} High Street", "London", "SW1A 1AA", "GB", "en");
    }

    // What clients' files hold beside good rows: each must be told apart and told why.
    private static string DirtyRow(int i)
    {
        var person = Person(i);
        return (i / 50 % 6) switch
        {
            0 => Row(person with { Email = $"{person.Fkey}.example.com" }),
            1 => Row(person with { Email = "" }),
            2 => Row(Person(i - 1)),
            3 => Row(person with { Born = "31/02/1990" }),
            4 => Row(person with { Mobile = "call me" }),
            _ => Row(person with { Email = $"nobody{i}@permanent.example.com" }),
        };
    }

    private static string Row(DemoPerson p) => string.Join(
        ';', p.Fkey, p.Email, p.Mobile, p.First, Quoted(p.Last), p.Gender, p.Born, Quoted(p.Street), p.City, p.PostalCode, p.Country, p.Language);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(';', '"', ',') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Fkey(int i) => string.Create(CultureInfo.InvariantCulture, $"C{i:D8}");

    private static string Mail(int i, string first, string last, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"{Letters(first)}.{Letters(last)}.{i}@{part}.example.com");

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();

    private static string Born(int i, string format) =>
        new DateOnly(1945, 1, 1).AddDays(Mix(i, 8, 22_000)).ToString(format, CultureInfo.InvariantCulture);

    private static string Number(int i, int digits) =>
        ((ulong)Mix(i, 9, 1_000_000_000)).ToString("D9", CultureInfo.InvariantCulture)[..digits];

    private static string Pick(string[] from, int i, int salt) => from[Mix(i, salt, from.Length)];

    // A small mixing function instead of a generator: row i is the same whatever stands before it.
    private static int Mix(int i, int salt, int below)
    {
        var x = unchecked(((ulong)i + 1) * 0x9E3779B97F4A7C15UL) ^ ((ulong)salt * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 29)) * 0x94D049BB133111EBUL);
        return (int)((x ^ (x >> 32)) % (ulong)below);
    }
}
