using System.Buffers;
using System.Globalization;

namespace MailMaker.Core.Contacts;

/// <summary>
/// Reads calendar dates as Italian, Korean and English files write them. What is ambiguous (day or month first) is decided by the order that is
/// usual in the list's country or that a saved mapping says. A year of two digits is one from 1930 to 2029, as spreadsheets take it.
/// </summary>
public static class DateText
{
    // From the 1900 day count to that of 1904.
    private const int DaysTo1904 = 1462;

    private static readonly SearchValues<char> OfTime = SearchValues.Create("0123456789:.+-Z APMapm오전후");

    private static readonly string[][] Months =
    [
        ["jan", "gen"], ["feb", "feb"], ["mar", "mar"], ["apr", "apr"], ["may", "mag"], ["jun", "giu"],
        ["jul", "lug"], ["aug", "ago"], ["sep", "set"], ["oct", "ott"], ["nov", "nov"], ["dec", "dic"],
    ];

    /// <summary>Reads a date; a time of day behind it is ignored.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="conventions">The order of the parts, and what day counts run from.</param>
    /// <param name="date">The date.</param>
    /// <returns>Null when it is a date, else the reason, which never holds the value.</returns>
    public static string? Read(ReadOnlySpan<char> text, ValueConventions conventions, out DateOnly date)
    {
        // The two commonest forms, without the search.
        if (text.Length == 10 && Digits(text[8..]) is >= 0 and var end && Digits(text[..2]) is >= 0 and var start)
        {
            if (text[4] == '-' && text[7] == '-' && Digits(text[2..4]) is >= 0 and var low && Digits(text[5..7]) is >= 0 and var month)
                return Make((start * 100) + low, month, end, out date);
            if (text[2] == '/' && text[5] == '/' && Digits(text[3..5]) is >= 0 and var second && Digits(text[6..8]) is >= 0 and var high)
                return ReadYearLast(start, second, (high * 100) + end, conventions.Dates, out date);
        }

        return ReadParts(WithoutFraction(text), conventions, out date);
    }

    private static string? ReadYearLast(int first, int second, int year, DateOrder order, out DateOnly date)
    {
        var monthFirst = first <= 12 && (second > 12 || order == DateOrder.MonthDayYear);
        return monthFirst ? Make(year, first, second, out date) : Make(year, second, first, out date);
    }

    // 31413.4375: a day count with a time of day.
    private static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> text) =>
        text.Length > 6 && text[5] is '.' or ',' && !text[..5].ContainsAnyExceptInRange('0', '9') && !text[6..].ContainsAnyExceptInRange('0', '9') ? text[..5] : text;

    // The value of two digits; negative when they are none.
    private static int Digits(ReadOnlySpan<char> two) =>
        char.IsAsciiDigit(two[0]) && char.IsAsciiDigit(two[1]) ? ((two[0] - '0') * 10) + two[1] - '0' : -1;

    private static string? ReadParts(ReadOnlySpan<char> text, ValueConventions conventions, out DateOnly date)
    {
        date = default;
        Span<Part> parts = stackalloc Part[3];
        if (!TrySplit(text, parts, out var count))
            return "is not a date";
        if (count == 1)
            return ReadSingle(parts[0], conventions, out date);
        if (count < 3)
            return "is not a date: it has no day, month and year";
        if (parts[1].IsMonth || parts[0].IsMonth)
            return ReadNamed(parts, out date);
        if (parts[0].Digits == 4)
            return Make(parts[0].Value, parts[1].Value, parts[2].Value, out date);
        return parts[2].Digits == 4
            ? ReadYearLast(parts[0].Value, parts[1].Value, parts[2].Value, conventions.Dates, out date)
            : ReadShortYear(parts, conventions.Dates, out date);
    }

    private static string? ReadShortYear(ReadOnlySpan<Part> parts, DateOrder order, out DateOnly date)
    {
        date = default;
        // More than 31 can only be the year.
        var yearFirst = parts[0].Digits == 2 && (parts[0].Value > 31 || (order == DateOrder.YearMonthDay && parts[2].Value <= 31));
        if ((yearFirst ? parts[0] : parts[2]).Digits != 2)
            return "has a year of neither two nor four digits";
        return yearFirst
            ? Make(FullYear(parts[0].Value), parts[1].Value, parts[2].Value, out date)
            : ReadYearLast(parts[0].Value, parts[1].Value, FullYear(parts[2].Value), order, out date);
    }

    private static int FullYear(int year) => year < 30 ? 2000 + year : 1900 + year;

    private static string? ReadNamed(ReadOnlySpan<Part> parts, out DateOnly date)
    {
        var (month, day) = parts[0].IsMonth ? (parts[0], parts[1]) : (parts[1], parts[0]);
        date = default;
        if (day.Digits == 4)
            return Make(day.Value, month.Value, parts[2].Value, out date);
        return parts[2].Digits switch
        {
            4 => Make(parts[2].Value, month.Value, day.Value, out date),
            2 => Make(FullYear(parts[2].Value), month.Value, day.Value, out date),
            _ => "has a year of neither two nor four digits",
        };
    }

    // 19850312, 12031985, Korea's 850312, and the day counts that spreadsheets show when a cell lost its format.
    private static string? ReadSingle(Part part, ValueConventions conventions, out DateOnly date)
    {
        date = default;
        var n = part.Value;
        if (part.Digits == 8)
            return n / 10_000 is >= 1800 and <= 2200 ? Make(n / 10_000, n / 100 % 100, n % 100, out date) : Make(n % 10_000, n / 10_000 % 100, n / 1_000_000, out date);
        if (part.Digits == 6 && conventions.Dates == DateOrder.YearMonthDay)
            return Make(FullYear(n / 10_000), n / 100 % 100, n % 100, out date);
        var days = conventions.From1904 ? n + DaysTo1904 : n;
        // 10,000 is 18 May 1927 and 73,050 the end of 2099 in the 1900 date system; smaller ones are rather years.
        if (part.Digits is not (4 or 5) || (part.Digits == 4 && n is >= 1800 and <= 2200) || days is < 10_000 or > 73_050)
            return "is not a date";
        date = new DateOnly(1899, 12, 30).AddDays(days);
        return null;
    }

    private static string? Make(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1800 or > 2200)
            return "has a year outside 1800 to 2200";
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return "is a day that the calendar does not have";
        date = new DateOnly(year, month, day);
        return null;
    }

    private static bool TrySplit(ReadOnlySpan<char> text, Span<Part> parts, out int count)
    {
        count = 0;
        var i = 0;
        while (i < text.Length && count < parts.Length)
        {
            var start = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i]))
                    i++;
                if (i - start > 8)
                    return false;
                parts[count++] = new Part(int.Parse(text[start..i], NumberStyles.None, CultureInfo.InvariantCulture), i - start, false);
            }
            else if (char.IsAsciiLetter(text[i]))
            {
                while (i < text.Length && char.IsAsciiLetter(text[i]))
                    i++;
                if (MonthOf(text[start..i]) is not (> 0 and var month))
                    return false;
                parts[count++] = new Part(month, 0, true);
            }
            else if (text[i] is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '/' or '.' or ',' or ' ' or '\u00A0' or '\u00B0' or '\u00BA' or '년' or '월' or '일')
                i++;
            else
                return false;
        }

        return count > 0 && IsTimeOfDay(text[i..], count);
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var m = 0; word.Length >= 3 && m < Months.Length; m++)
        {
            foreach (var name in Months[m])
            {
                if (word.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                    return m + 1;
            }
        }

        return 0;
    }

    // What may follow three parts: 'T00:00:00Z', ' 00:00', '.', '일'.
    private static bool IsTimeOfDay(ReadOnlySpan<char> rest, int count)
    {
        rest = rest.TrimStart("일. \u00A0");
        if (rest.IsEmpty)
            return true;
        if (count < 3)
            return false;
        if (rest[0] is 'T' or 't')
            rest = rest[1..];
        return rest.Contains(':') && !rest.ContainsAnyExcept(OfTime);
    }

    private readonly record struct Part(int Value, int Digits, bool IsMonth);
}
