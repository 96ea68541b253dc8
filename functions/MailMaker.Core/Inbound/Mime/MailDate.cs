using System.Buffers;
using System.Globalization;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Dates in headers (RFC 5322 §3.3 and §4.3) and what programs write in their place.</summary>
public static class MailDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789:.");

    /// <summary>Reads a date and time; the weekday is not looked at, seconds may be absent, a zone that is absent or unknown is UTC (§4.3).</summary>
    public static bool TryParse(string? text, out DateTimeOffset date)
    {
        date = default;
        if (text is null || text.Length > 500)
            return false;
        var found = new Found();
        foreach (var word in WithoutComments(text).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries))
            found.Take(word);
        return found.TryMake(out date);
    }

    private static string WithoutComments(string text)
    {
        var (kept, depth) = (new System.Text.StringBuilder(text.Length), 0);
        foreach (var c in text)
        {
            if (c == '(')
                depth++;
            else if (c == ')')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0)
                kept.Append(c);
        }

        return kept.ToString();
    }

    private struct Found
    {
        private int? day, month, year, hour, minute, zone;
        private int second;

        public void Take(string word)
        {
            if (char.IsAsciiDigit(word[0]))
                TakeNumber(word);
            else if (word[0] is '+' or '-')
                zone = ZoneOffset(word) ?? zone;
            else if (word.Length >= 3 && MonthOf(word) is { } named && month is null)
                month = named;
            else if (word is "PM" or "pm" && hour < 12)
                hour += 12;
            else if (word is "AM" or "am" && hour == 12)
                hour = 0;
            else
                TakeZone(word);
        }

        public readonly bool TryMake(out DateTimeOffset date)
        {
            date = default;
            if (day is not { } d || month is not { } m || year is not { } y || y is < 1 or > 9998 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
                return false;
            if (hour is > 23 || minute is > 59 || second > 60)
                return false;
            var local = new DateTime(y, m, d, hour ?? 0, minute ?? 0, Math.Min(second, 59), DateTimeKind.Unspecified); // a leap second has no place in DateTime
            date = new DateTimeOffset(local.AddMinutes(-(zone ?? 0)), TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(zone ?? 0));
            return true;
        }

        private void TakeNumber(string word)
        {
            var separator = word.AsSpan().IndexOfAny(':', '-');
            if (separator > 0 && word[separator] == '-' && year is null)
                TakeDashed(word);
            else if (separator > 0 && hour is null)
                TakeTime(word);
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                TakePlain(number, word.Length);
        }

        private void TakePlain(int number, int digits)
        {
            if (day is null && number is > 0 and < 32 && digits <= 3) // some write "029"
                day = number;
            else if (year is null)
                year = Year(number, digits);
        }

        // RFC 5322 §4.3
        private static int Year(int number, int digits) => digits switch
        {
            <= 2 => number < 50 ? 2000 + number : 1900 + number,
            3 => 1900 + number,
            _ => number,
        };

        // "07-Oct-94", "1994-10-07", "1994-10-07T23:15:05Z"
        private void TakeDashed(string word)
        {
            var time = word.IndexOf('T', Math.Min(8, word.Length));
            var pieces = (time < 0 ? word : word[..time]).Split('-');
            if (pieces.Length != 3)
                return;
            var iso = pieces[0].Length == 4;
            var (first, last) = (Number(pieces[iso ? 2 : 0]), Number(pieces[iso ? 0 : 2]));
            month = MonthOf(pieces[1]) ?? Number(pieces[1]);
            (day, year) = (first, last is { } number ? Year(number, pieces[iso ? 0 : 2].Length) : null);
            if (time >= 0)
                TakeTime(word[(time + 1)..]);
        }

        private void TakeTime(string word)
        {
            var end = word.AsSpan().IndexOfAnyExcept(TimeCharacters);
            var pieces = (end < 0 ? word : word[..end]).Split(':');
            (hour, minute) = (Number(pieces[0]), Number(pieces.Length > 1 ? pieces[1] : "0"));
            second = pieces.Length > 2 ? Number(pieces[2].Split('.')[0]) ?? 0 : 0;
            if (end >= 0)
                Take(word[end..]);
        }

        private void TakeZone(string word)
        {
            var sign = word.AsSpan().IndexOfAny('+', '-');
            if (sign > 0)
                zone = ZoneOffset(word[sign..]) ?? zone; // "GMT+0200"
            else if (hour is not null)
                zone ??= NamedZone(word);
        }

        // RFC 5322 §4.3: only these names have a meaning that all agree on.
        private static int? NamedZone(string word) => word.ToUpperInvariant() switch
        {
            "UT" or "UTC" or "GMT" or "Z" => 0,
            "EST" => -300,
            "EDT" => -240,
            "CST" => -360,
            "CDT" => -300,
            "MST" => -420,
            "MDT" => -360,
            "PST" => -480,
            "PDT" => -420,
            _ => null,
        };

        private static int? ZoneOffset(string word)
        {
            var digits = word[1..].Replace(":", "", StringComparison.Ordinal);
            if (digits.Length is < 3 or > 4 || Number(digits) is not { } number || number % 100 > 59 || number > 1400)
                return null;
            return (word[0] == '-' ? -1 : 1) * (number / 100 * 60 + number % 100);
        }

        private static int? MonthOf(string word)
        {
            if (word.Length < 3)
                return null;
            var at = Months.IndexOf(word[..3], StringComparison.OrdinalIgnoreCase);
            return at >= 0 && at % 3 == 0 ? at / 3 + 1 : null;
        }

        private static int? Number(string digits) =>
            digits.Length is > 0 and < 6 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
