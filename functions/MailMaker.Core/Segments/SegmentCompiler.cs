using System.Globalization;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using NodaTime;
using NodaTime.Extensions;

namespace MailMaker.Core.Segments;

/// <summary>Makes an expression ready for the contacts of one list: fields are looked up, values checked and brought to the form that contacts have them in.</summary>
public sealed class SegmentCompiler
{
    private readonly ContactList list;
    private readonly DateOnly today;
    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, FieldTests> tests = new(StringComparer.Ordinal);
    private int comparisons;
    private ulong whenEmpty;

    private SegmentCompiler(ContactList list, DateOnly today) => (this.list, this.today) = (list, today);

    /// <summary>Compiles an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="list">The list whose contacts it is asked of.</param>
    /// <param name="today">The day that days are counted from: in the list's time zone.</param>
    /// <param name="at">The pointer to the expression, for what is wrong with it.</param>
    public static Checked<CompiledSegment> Compile(SegmentExpression expression, ContactList list, DateOnly today, string at)
    {
        var compiler = new SegmentCompiler(list, today);
        var root = compiler.Clause(expression, at);
        if (compiler.comparisons > SegmentReader.MostComparisons)
            compiler.problems.Add(new Problem(at, $"A filter has at most {SegmentReader.MostComparisons} comparisons; these are {compiler.comparisons}."));
        return compiler.problems.Count > 0
            ? new(null, compiler.problems)
            : new(new CompiledSegment([.. compiler.tests.Values], compiler.whenEmpty, root), []);
    }

    /// <summary>The day that it is at a moment in a list's time zone.</summary>
    public static DateOnly DayOf(ContactList list, DateTimeOffset now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(list.TimeZone) ?? DateTimeZone.Utc;
        return now.ToInstant().InZone(zone).Date.ToDateOnly();
    }

    private SegmentClause Clause(SegmentExpression expression, string at) => expression switch
    {
        SegmentExpression.And and => new SegmentClause.All([.. and.Parts.Select((p, i) => Clause(p, $"{at}/and/{i}"))]),
        SegmentExpression.Or or => new SegmentClause.Any([.. or.Parts.Select((p, i) => Clause(p, $"{at}/or/{i}"))]),
        SegmentExpression.Not not => new SegmentClause.None(Clause(not.Part, at + "/not")),
        _ => new SegmentClause.Met(Bit((SegmentExpression.Comparison)expression, at)),
    };

    private ulong Bit(SegmentExpression.Comparison comparison, string at)
    {
        var bit = 1UL << comparisons++;
        if (SegmentField.Find(list, comparison.Field) is not { } field)
        {
            problems.Add(new Problem(at + "/field", $"The list {list.Name} has no field of this name."));
            return bit;
        }

        var values = Values(comparison, field, at);
        if (values.Count < comparison.Values.Count)
            return bit;
        if (!tests.TryGetValue(field.Name, out var ofField))
            tests[field.Name] = ofField = FieldTests.Of(field, today);
        if (comparison.Operator != FilterOperator.Empty)
            ofField.Add(bit, comparison.Operator, values);
        else if (comparison.Values[0].IsTrue)
            ofField.AddEmpty(bit, ref whenEmpty);
        else
            ofField.AddPresent(bit);
        return bit;
    }

    // The values as contacts have them; fewer than there were when some are no values of the field.
    private List<FilterValue> Values(SegmentExpression.Comparison comparison, SegmentField field, string at)
    {
        var values = new List<FilterValue>();
        at = $"{at}/{comparison.Operator.Word()}";
        if (!comparison.Operator.Compares(field.Type))
        {
            problems.Add(new Problem(at, $"A field of type {field.Type.ToString().ToLowerInvariant()}, as this one is in the list {list.Name}, is not compared so."));
            return values;
        }

        for (var i = 0; i < comparison.Values.Count; i++)
        {
            var value = comparison.Values[i];
            if (comparison.Operator == FilterOperator.Empty || comparison.Operator.TakesDays())
                values.Add(value);
            else if (Fault(comparison.Operator, field, ref value) is { } fault)
                problems.Add(new Problem(comparison.Values.Count > 1 ? $"{at}/{i}" : at, $"{fault} (list {list.Name})"));
            else
                values.Add(value);
        }

        if (comparison.Operator == FilterOperator.Between && values.Count == 2 && IsAbove(field.Type, values[0], values[1]))
        {
            problems.Add(new Problem(at, "The first of the two values is above the second."));
            values.Clear();
        }

        return values;
    }

    private string? Fault(FilterOperator filterOperator, SegmentField field, ref FilterValue value)
    {
        switch (field.Type)
        {
            case FieldType.Number:
                return value.Kind == FilterValueKind.Number ? null : "must be a number.";
            case FieldType.Boolean:
                return value.Kind == FilterValueKind.Boolean ? null : "must be true or false.";
            case FieldType.Date:
                return value.Kind == FilterValueKind.Text && TryDate(value.Text, out _) ? null : "must be a date such as \"2026-03-31\".";
        }

        if (value.Kind != FilterValueKind.Text)
            return "must be text.";
        if (filterOperator is not (FilterOperator.Equals or FilterOperator.In))
            return null;
        if (FieldRules.For(list, field.Name).Normalise(value.Text, out var canonical) is { } fault)
            return $"The value {fault}.";
        value = FilterValue.Of(canonical);
        return canonical.Length > 0 ? null : "The value has nothing in it; ask for empty.";
    }

    private static bool IsAbove(FieldType type, FilterValue one, FilterValue other) =>
        type == FieldType.Date ? string.CompareOrdinal(one.Text, other.Text) > 0 : one.Number > other.Number;

    internal static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
