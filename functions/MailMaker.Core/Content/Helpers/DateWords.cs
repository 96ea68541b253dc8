using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailMaker.Core.Content.Helpers;

/// <summary>Writes dates in a language.</summary>
internal static class DateWords
{
    // What stands for a part of the date wherever it is not quoted.
    private static readonly SearchValues<char> Fields = SearchValues.Create("YyMDdHm");

    private static readonly string[] Read = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>The date in words; the value as it is when it is no date.</summary>
    /// <param name="value">As contacts' dates are kept: <c>yyyy-MM-dd</c>, with or without a time.</param>
    /// <param name="format"><c>short</c>, <c>long</c>, <c>full</c>, or a pattern of <c>YYYY YY MMMM MMM MM M DD D dddd ddd HH mm</c> with other text in single quotes.</param>
    /// <param name="language">The language.</param>
    /// <exception cref="FormatException">The pattern has a field that there is not, such as <c>MMMMM</c>; told whatever the value is, so that it is told when the template is checked.</exception>
    public static string Of(string value, string format, WrittenLanguage language)
    {
        // The wall clock that is written there counts, whatever its offset.
        var isDate = DateTimeOffset.TryParseExact(value.Trim(), Read, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date);
        var pattern = format switch { "" or "long" => language.LongDate, "short" => language.ShortDate, "full" => language.FullDate, _ => format };
        var text = new StringBuilder(32);
        for (var at = 0; at < pattern.Length;)
            at += Field(pattern.AsSpan(at), date.DateTime, language, text);
        return isDate ? text.ToString() : value;
    }

    // Writes what the pattern begins with, and says how much of it that was.
    private static int Field(ReadOnlySpan<char> pattern, DateTime date, WrittenLanguage language, StringBuilder text)
    {
        var run = pattern.IndexOfAnyExcept(pattern[0]);
        run = run < 0 ? pattern.Length : run;
        if (pattern[0] == '\'')
        {
            var end = pattern[1..].IndexOf('\'');
            text.Append(end < 0 ? pattern[1..] : pattern.Slice(1, end));
            return end < 0 ? pattern.Length : end + 2;
        }

        if (Word(pattern[0], run, date, language) is { } word)
            text.Append(word);
        else if (Fields.Contains(pattern[0]))
            throw new FormatException("A date's pattern has a field that there is not.");
        else
            text.Append(pattern[..run]);
        return run;
    }

    private static string? Word(char field, int length, DateTime date, WrittenLanguage language) => (field, length) switch
    {
        ('Y' or 'y', 4) => date.Year.ToString("0000", CultureInfo.InvariantCulture),
        ('Y' or 'y', 2) => (date.Year % 100).ToString("00", CultureInfo.InvariantCulture),
        ('M', 4) => language.Months[date.Month - 1],
        ('M', 3) => language.ShortMonths[date.Month - 1],
        ('M', 2) => date.Month.ToString("00", CultureInfo.InvariantCulture),
        ('M', 1) => date.Month.ToString(CultureInfo.InvariantCulture),
        ('d', 4) => language.Days[(int)date.DayOfWeek],
        ('d', 3) => language.ShortDays[(int)date.DayOfWeek],
        ('D' or 'd', 2) => date.Day.ToString("00", CultureInfo.InvariantCulture),
        ('D' or 'd', 1) => date.Day.ToString(CultureInfo.InvariantCulture),
        ('H', 2) => date.Hour.ToString("00", CultureInfo.InvariantCulture),
        ('m', 2) => date.Minute.ToString("00", CultureInfo.InvariantCulture),
        _ => null,
    };
}
