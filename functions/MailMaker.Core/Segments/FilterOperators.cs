using MailMaker.Core.Lists;

namespace MailMaker.Core.Segments;

/// <summary>The operators' words in JSON, and the types that each compares.</summary>
public static class FilterOperators
{
    private static readonly (FilterOperator Operator, string Word)[] Words =
    [
        (FilterOperator.Equals, "equals"), (FilterOperator.In, "in"), (FilterOperator.StartsWith, "startsWith"), (FilterOperator.Contains, "contains"),
        (FilterOperator.Empty, "empty"), (FilterOperator.LessThan, "<"), (FilterOperator.AtMost, "<="), (FilterOperator.AtLeast, ">="),
        (FilterOperator.MoreThan, ">"), (FilterOperator.Between, "between"), (FilterOperator.InPastDays, "inPastDays"),
        (FilterOperator.InNextDays, "inNextDays"), (FilterOperator.AnniversaryInNextDays, "anniversaryInNextDays"),
    ];

    /// <summary>All words, for a refusal's text.</summary>
    public static string AllWords { get; } = string.Join(", ", Words.Select(w => w.Word));

    /// <summary>The word of the JSON form.</summary>
    public static string Word(this FilterOperator filterOperator) => Words[(int)filterOperator].Word;

    /// <summary>The operator of a word; null when there is none.</summary>
    public static FilterOperator? OfWord(string word)
    {
        foreach (var (filterOperator, known) in Words)
        {
            if (known == word)
                return filterOperator;
        }

        return null;
    }

    /// <summary>Whether the operand is a count of days.</summary>
    public static bool TakesDays(this FilterOperator filterOperator) => filterOperator >= FilterOperator.InPastDays;

    /// <summary>Whether values of a type can be compared so.</summary>
    public static bool Compares(this FilterOperator filterOperator, FieldType type) => filterOperator switch
    {
        FilterOperator.Empty or FilterOperator.Equals => true,
        FilterOperator.In => type != FieldType.Boolean,
        FilterOperator.StartsWith or FilterOperator.Contains => type == FieldType.Text,
        FilterOperator.LessThan or FilterOperator.AtMost or FilterOperator.AtLeast or FilterOperator.MoreThan or FilterOperator.Between
            => type is FieldType.Number or FieldType.Date,
        _ => type == FieldType.Date,
    };
}
