namespace MailMaker.Core.Contacts;

/// <summary>How dates and numbers are written that could be read in two ways.</summary>
/// <param name="Dates">The order of a date's parts.</param>
/// <param name="Decimals">The decimal mark.</param>
/// <param name="From1904">Whether a day count runs from 1 January 1904, as workbooks of old Macintoshes count, instead of from 1900.</param>
public sealed record ValueConventions(DateOrder Dates, DecimalMark Decimals, bool From1904 = false)
{
    // Files from here write the month first.
    private static readonly HashSet<string> MonthFirst = ["US", "PH", "PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW"];

    private static readonly HashSet<string> YearFirst = ["KR", "JP", "CN", "TW", "MN", "HU", "LT"];

    // Files from here group by comma and mark decimals by point; the others do the reverse.
    private static readonly HashSet<string> PointMark =
    [
        "US", "GB", "IE", "CA", "AU", "NZ", "KR", "JP", "CN", "TW", "HK", "SG", "MY", "TH", "PH", "IN", "PK", "BD", "LK", "MX", "IL", "CH", "LI", "MT", "NG", "KE", "ZA",
    ];

    /// <summary>What is usual in a country.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    public static ValueConventions Of(string country) => new(
        MonthFirst.Contains(country) ? DateOrder.MonthDayYear : YearFirst.Contains(country) ? DateOrder.YearMonthDay : DateOrder.DayMonthYear,
        PointMark.Contains(country) ? DecimalMark.Point : DecimalMark.Comma);
}
