using System.Globalization;
using MailMaker.Core.Segments;

namespace MailMaker.Core.Tests.Segments;

/// <summary>What an expression means, said as plainly as it can be.</summary>
internal static class NaiveSegment
{
    public static bool Matches(SegmentExpression expression, Dictionary<string, string> contact) => expression switch
    {
        SegmentExpression.And and => and.Parts.All(p => Matches(p, contact)),
        SegmentExpression.Or or => or.Parts.Any(p => Matches(p, contact)),
        SegmentExpression.Not not => !Matches(not.Part, contact),
        _ => Matches((SegmentExpression.Comparison)expression, contact),
    };

    private static bool Matches(SegmentExpression.Comparison comparison, Dictionary<string, string> contact)
    {
        var value = contact.FirstOrDefault(f => f.Key.Equals(comparison.Field, StringComparison.OrdinalIgnoreCase)).Value;
        if (comparison.Operator == FilterOperator.Empty)
            return value is null == comparison.Values[0].IsTrue;
        if (value is null)
            return false;
        return comparison.Field switch
        {
            "points" => Compares(comparison, Number(value), comparison.Values.Select(v => v.Number).ToList()),
            "since" => Compares(comparison, Date(value), comparison.Values.Select(v => Date(v.Text)).ToList()),
            "birthDate" => IsNear(comparison.Operator, Date(value), (int)comparison.Values[0].Number),
            _ => IsText(comparison.Operator, value.ToUpperInvariant(), comparison.Values.Select(v => v.Text.ToUpperInvariant()).ToList()),
        };
    }

    private static bool Compares<T>(SegmentExpression.Comparison comparison, T value, List<T> others)
        where T : IComparable<T> => comparison.Operator switch
    {
        FilterOperator.Equals or FilterOperator.In => others.Contains(value),
        FilterOperator.LessThan => value.CompareTo(others[0]) < 0,
        FilterOperator.AtMost => value.CompareTo(others[0]) <= 0,
        FilterOperator.AtLeast => value.CompareTo(others[0]) >= 0,
        FilterOperator.MoreThan => value.CompareTo(others[0]) > 0,
        _ => value.CompareTo(others[0]) >= 0 && value.CompareTo(others[1]) <= 0,
    };

    private static bool IsText(FilterOperator filterOperator, string value, List<string> others) => filterOperator switch
    {
        FilterOperator.StartsWith => value.StartsWith(others[0], StringComparison.Ordinal),
        FilterOperator.Contains => value.Contains(others[0], StringComparison.Ordinal),
        _ => others.Contains(value),
    };

    private static bool IsNear(FilterOperator filterOperator, DateOnly date, int days)
    {
        var near = Enumerable.Range(0, days + 1).Select(n => SegmentCases.Today.AddDays(filterOperator == FilterOperator.InPastDays ? -n : n));
        return filterOperator == FilterOperator.AnniversaryInNextDays
            // .NET counts years on from 29 February to the 28th in common years.
            ? near.Any(day => date.Year <= day.Year ? date.AddYears(day.Year - date.Year) == day : (date.Month, date.Day) == (day.Month, day.Day))
            : near.Contains(date);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
