using System.Globalization;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>Writes the number of a cell as what its format makes of it.</summary>
internal static class NumberCell
{
    // Day counts of 31 December 9999 and of 1 January 1904.
    private const double LastDay = 2_958_466;
    private const int DaysTo1904 = 1462;

    // 1900 was no leap year, but the first spreadsheet had a 29 February 1900, which all after it kept as day 60.
    private const int FalseLeapDay = 60;

    private const int SecondsPerDay = 86_400;

    /// <summary>Writes a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="raw">The number as the file has it; empty when it has it as bits.</param>
    /// <param name="format">Its format.</param>
    /// <param name="from1904">Whether day counts run from 1904.</param>
    /// <param name="to">Where it goes; 64 characters are enough for all but long patterns.</param>
    /// <param name="written">Characters written; none when there is no room.</param>
    /// <returns>What it turned out to be.</returns>
    public static CellKind Write(double number, ReadOnlySpan<char> raw, NumberFormat format, bool from1904, Span<char> to, out int written)
    {
        switch (format.Kind)
        {
            case NumberFormatKind.Date when TryMoment(number, from1904, out var moment):
                moment.TryFormat(to, out written, moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
                return CellKind.Date;
            case NumberFormatKind.Time when number is >= 0 and < 1:
                DateTime.UnixEpoch.AddSeconds(Math.Round(number * SecondsPerDay)).TryFormat(to, out written, "HH:mm:ss", CultureInfo.InvariantCulture);
                return CellKind.Text;
            case NumberFormatKind.Time when TryMoment(number, from1904, out var moment):
                moment.TryFormat(to, out written, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
                return CellKind.Date;
            case NumberFormatKind.Digits when number is >= 0 and < 1e15 && number == Math.Floor(number):
                written = Place((long)number, format.Digits, to);
                return CellKind.Text;
            default:
                written = Plain(number, raw, to);
                return CellKind.Number;
        }
    }

    // Digits from the right into their places; what is more than the places stands before them.
    private static int Place(long number, string places, Span<char> to)
    {
        Span<char> reversed = stackalloc char[64];
        var count = 0;
        for (var i = places.Length - 1; i >= 0 && count < 40; i--)
        {
            if (places[i] is not ('0' or '#'))
                reversed[count++] = places[i];
            else if (number > 0 || places[i] == '0')
            {
                reversed[count++] = (char)('0' + (number % 10));
                number /= 10;
            }
        }

        for (; number > 0; number /= 10)
            reversed[count++] = (char)('0' + (number % 10));
        if (count > to.Length)
            return 0;
        var written = to[..count];
        reversed[..count].CopyTo(written);
        written.Reverse();
        return count;
    }

    // Binary fractions show 0.1 + 0.2 as 0.30000000000000004; spreadsheets show 15 digits, and so does decimal.
    private static int Plain(double number, ReadOnlySpan<char> raw, Span<char> to)
    {
        if (raw.Length is > 0 and <= 15 && raw[0] is >= '1' and <= '9' && !raw.ContainsAnyExceptInRange('0', '9'))
            return raw.TryCopyTo(to) ? raw.Length : 0;
        int written;
        if (Math.Abs(number) is < 1e28 and (>= 1e-12 or 0))
            ((decimal)number).TryFormat(to, out written, "0.############################", CultureInfo.InvariantCulture);
        else
            number.TryFormat(to, out written, "G15", CultureInfo.InvariantCulture);
        return written;
    }

    private static bool TryMoment(double number, bool from1904, out DateTime moment)
    {
        moment = default;
        var days = from1904 ? number + DaysTo1904 : number < FalseLeapDay ? number + 1 : number;
        if (!(days is >= 1 and < LastDay) || (!from1904 && number < 1))
            return false;
        var seconds = Math.Round(days * SecondsPerDay);
        moment = new DateTime(1899, 12, 30).AddSeconds(seconds);
        return true;
    }
}
