using System.Globalization;
using System.Text.Json;

namespace MailMaker.Core.Segments;

/// <summary>Comparisons of a date: each is a range of days, or a set of days of the year.</summary>
internal sealed class DateTests(string name, DateOnly today) : FieldTests(name)
{
    private readonly List<Range> ranges = [];
    private readonly List<(ulong Bit, bool[] Days)> anniversaries = [];

    protected override void AddTest(ulong bit, FilterOperator filterOperator, IReadOnlyList<FilterValue> values)
    {
        if (filterOperator == FilterOperator.AnniversaryInNextDays)
            anniversaries.Add((bit, DaysOfYear((int)values[0].Number)));
        else if (filterOperator == FilterOperator.In)
            ranges.AddRange(values.Select(v => RangeOf(bit, FilterOperator.Equals, [v])));
        else
            ranges.Add(RangeOf(bit, filterOperator, values));
    }

    protected override bool TryMeet(ref Utf8JsonReader value, ref ulong met)
    {
        if (value.ValueIsEscaped || !TryRead(value.ValueSpan, out var date))
            return false;
        var day = date.DayNumber;
        foreach (var range in ranges)
        {
            if (day >= range.First && day <= range.Last)
                met |= range.Bit;
        }

        foreach (var (bit, days) in anniversaries)
        {
            if (days[DayOfYear(date.Month, date.Day)])
                met |= bit;
        }

        return true;
    }

    private Range RangeOf(ulong bit, FilterOperator filterOperator, IReadOnlyList<FilterValue> values)
    {
        if (filterOperator.TakesDays())
        {
            var days = (int)values[0].Number;
            return filterOperator == FilterOperator.InPastDays ? new(bit, today.DayNumber - days, today.DayNumber) : new(bit, today.DayNumber, today.DayNumber + days);
        }

        var (first, last) = (DayOf(values[0]), DayOf(values[^1]));
        return filterOperator switch
        {
            FilterOperator.LessThan => new(bit, int.MinValue, first - 1),
            FilterOperator.AtMost => new(bit, int.MinValue, first),
            FilterOperator.AtLeast => new(bit, first, int.MaxValue),
            FilterOperator.MoreThan => new(bit, first + 1, int.MaxValue),
            _ => new(bit, first, last),
        };
    }

    private bool[] DaysOfYear(int ahead)
    {
        var days = new bool[13 * 32];
        for (var i = 0; i <= ahead; i++)
        {
            var day = today.AddDays(i);
            days[DayOfYear(day.Month, day.Day)] = true;
            // Who was born on 29 February has the birthday a day earlier in common years.
            if (day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year))
                days[DayOfYear(2, 29)] = true;
        }

        return days;
    }

    private static int DayOfYear(int month, int day) => (month * 32) + day;

    private static int DayOf(FilterValue value) => DateOnly.ParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;

    private static bool TryRead(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;
        int year = Number(text[..4]), month = Number(text[5..7]), day = Number(text[8..]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private readonly record struct Range(ulong Bit, int First, int Last);
}
