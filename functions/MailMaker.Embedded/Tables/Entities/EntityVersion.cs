using System.Globalization;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>
/// The version of an entity is the instant of its last change in ticks (100 ns, UTC), unique and rising. As ETag it is written the way
/// the service does: <c>W/"datetime'2026-01-02T03%3A04%3A05.1234567Z'"</c>, zeros at the end of the fraction left out.
/// </summary>
internal static class EntityVersion
{
    private const string Before = "W/\"datetime'";
    private const string After = "Z'\"";

    /// <summary>The ETag of a version.</summary>
    public static string ToETag(long ticks)
    {
        Span<char> text = stackalloc char[64];
        Before.CopyTo(text);
        var at = Before.Length;
        WriteInstant(text, ref at, ticks);
        After.CopyTo(text[at..]);
        return new string(text[..(at + After.Length)]);
    }

    /// <summary>The version of an ETag; false when the text is not exactly one that <see cref="ToETag" /> gives.</summary>
    public static bool TryParse(string etag, out long ticks)
    {
        ticks = 0;
        if (!etag.StartsWith(Before, StringComparison.Ordinal) || !etag.EndsWith(After, StringComparison.Ordinal) || etag.Length > 60)
            return false;
        var text = etag[Before.Length..^(After.Length - 1)].Replace("%3A", ":", StringComparison.Ordinal);
        if (!DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant))
            return false;
        ticks = instant.Ticks;
        return ToETag(ticks) == etag;
    }

    private static void WriteInstant(Span<char> text, ref int at, long ticks)
    {
        var instant = new DateTime(ticks, DateTimeKind.Utc);
        WriteNumber(text, ref at, instant.Year, 4);
        text[at++] = '-';
        WriteNumber(text, ref at, instant.Month, 2);
        text[at++] = '-';
        WriteNumber(text, ref at, instant.Day, 2);
        text[at++] = 'T';
        WriteNumber(text, ref at, instant.Hour, 2);
        WriteColon(text, ref at);
        WriteNumber(text, ref at, instant.Minute, 2);
        WriteColon(text, ref at);
        WriteNumber(text, ref at, instant.Second, 2);
        WriteFraction(text, ref at, (int)(ticks % TimeSpan.TicksPerSecond));
    }

    private static void WriteFraction(Span<char> text, ref int at, int fraction)
    {
        if (fraction == 0)
            return;
        var digits = 7;
        for (; fraction % 10 == 0; digits--)
            fraction /= 10;
        text[at++] = '.';
        WriteNumber(text, ref at, fraction, digits);
    }

    private static void WriteNumber(Span<char> text, ref int at, int number, int digits)
    {
        for (var i = at + digits - 1; i >= at; i--, number /= 10)
            text[i] = (char)('0' + (number % 10));
        at += digits;
    }

    private static void WriteColon(Span<char> text, ref int at)
    {
        "%3A".CopyTo(text[at..]);
        at += 3;
    }
}
