using System.Buffers;

namespace MailMaker.Core.Contacts;

/// <summary>
/// A telephone number that can get an SMS, in E.164 form. Numbers of a country whose mobile ranges are known are held to them; landlines,
/// service and premium numbers are refused.
/// </summary>
public readonly record struct MobileNumber
{
    /// <summary>Digits of an E.164 number without the <c>+</c> (ITU-T E.164 §6).</summary>
    public const int MostDigits = 15;

    private static readonly SearchValues<char> Separators = SearchValues.Create(" -.()/\u00A0\u2010\u2011\u2012\u2013\u2014\u202F\u3000\t");

    private MobileNumber(string value) => Value = value;

    /// <summary><c>+</c>, country code and national number, digits only.</summary>
    public string Value { get; }

    /// <summary>Reads a number.</summary>
    /// <param name="text">What was sent, in national or international notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 country that national notation is read by.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse(string? text, string country, out MobileNumber number)
    {
        Span<char> buffer = stackalloc char[MostDigits + 1];
        var good = Normalise(text, country, buffer, out var written) is null;
        number = good ? new MobileNumber(new string(buffer[..written])) : default;
        return good;
    }

    /// <summary>Writes the E.164 form of <paramref name="text"/>.</summary>
    /// <param name="text">What was sent, in national or international notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 country that national notation is read by.</param>
    /// <param name="to">At least 16 long.</param>
    /// <param name="written">Characters written.</param>
    /// <returns>Null when it can get an SMS, else the reason, which never holds the number.</returns>
    public static string? Normalise(ReadOnlySpan<char> text, string country, Span<char> to, out int written)
    {
        written = 0;
        Span<char> digits = stackalloc char[32];
        if (ReadDigits(text, digits, out var count, out var international) is { } fault)
            return fault;
        var home = NumberingPlan.Of(country);
        if (!international && StripExitCode(digits, ref count, home))
            international = true;
        return international ? Abroad(digits[..count], to, ref written) : AtHome(digits[..count], home, to, ref written);
    }

    /// <summary>The E.164 form.</summary>
    public override string ToString() => Value;

    private static string? ReadDigits(ReadOnlySpan<char> text, Span<char> digits, out int count, out bool international)
    {
        count = 0;
        international = false;
        text = Blanks.Trim(text);
        // RFC 3966: tel:+39-333-1234567;ext=1
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            text = text[4..];
        var parameters = text.IndexOf(';');
        if (parameters >= 0)
            text = text[..parameters];
        // A spreadsheet's way to keep a leading zero or plus.
        text = text.TrimStart('\'');
        if (text.Length > 0 && text[0] is '+' or '\uFF0B')
        {
            international = true;
            text = text[1..];
        }

        for (var i = 0; i < text.Length; i++)
        {
            // +44 (0)20: the zero is only dialled at home.
            if (international && count > 0 && text[i..].StartsWith("(0)", StringComparison.Ordinal))
            {
                i += 2;
                continue;
            }

            var c = text[i] is >= '\uFF10' and <= '\uFF19' ? (char)(text[i] - '\uFF10' + '0') : text[i];
            if (char.IsAsciiDigit(c))
            {
                if (count == digits.Length)
                    return "has more digits than a telephone number";
                digits[count++] = c;
            }
            else if (!Separators.Contains(c))
                return "has a character that no telephone number has";
        }

        return count < 4 ? "is not a telephone number" : null;
    }

    private static bool StripExitCode(Span<char> digits, ref int count, NumberingPlan? home)
    {
        var all = digits[..count];
        var exit = home?.ExitCodeLength(all) ?? 0;
        if (exit == 0 && all.StartsWith("00", StringComparison.Ordinal))
            exit = 2;
        if (exit == 0)
            return false;
        all[exit..].CopyTo(digits);
        count -= exit;
        return true;
    }

    private static string? Abroad(ReadOnlySpan<char> digits, Span<char> to, ref int written)
    {
        if (NumberingPlan.FindByPrefix(digits) is not { } plan)
            return "has a country code that does not exist";
        var national = digits[plan.CountryCode.Length..];
        // The plan of a shared country code (+1, +7, +44 …) that knows the number.
        foreach (var sharing in NumberingPlan.Sharing(plan.CountryCode))
        {
            if (sharing.TryMobile(national, to, ref written))
                return null;
        }

        return plan.Fault(national);
    }

    private static string? AtHome(ReadOnlySpan<char> digits, NumberingPlan? home, Span<char> to, ref int written)
    {
        if (home is null)
            return "has no country code, and the list's country has no numbering plan";
        foreach (var sharing in home.WithNeighbours())
        {
            if (sharing.TryMobile(digits, to, ref written))
                return null;
        }

        // 39333…, 8210…: the plus got lost on the way.
        if (digits.StartsWith(home.CountryCode, StringComparison.Ordinal) && home.TryMobile(digits[home.CountryCode.Length..], to, ref written))
            return null;
        return home.Fault(digits);
    }
}
