using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Segments;

namespace MailMaker.Core.Tests.Segments;

/// <summary>A list with a field of each type, expressions over it, and contacts of it: few values, so that they meet.</summary>
internal static class SegmentCases
{
    public static readonly DateOnly Today = new(2027, 2, 26);

    public static readonly ContactList List = new()
    {
        Account = "acme", Name = "news",
        Fields =
        [
            new ContactField("Points", FieldType.Number), new ContactField("since", FieldType.Date), new ContactField("member", FieldType.Boolean),
            new ContactField("size", FieldType.Choice, ["S", "M", "L"]),
        ],
    };

    private static readonly string[] Texts = ["Roma", "roma", "Rome", "Città \"di\" Castello", "서울", "o", "R"];
    private static readonly decimal[] Numbers = [-1.5m, 0m, 3m, 3.0001m, 1234567890123456789012345678m];
    private static readonly string[] Dates = ["1988-02-29", "2027-02-26", "2027-02-25", "2027-03-04", "1990-12-31", "2030-01-01"];

    public static Gen<SegmentExpression> Expressions { get; } = OfDepth(4);

    public static Gen<(SegmentExpression Expression, Dictionary<string, string> Contact)> Cases { get; } =
        from expression in Expressions
        from contact in Contacts
        select (expression, contact);

    public static Gen<Dictionary<string, string>> Contacts =>
        from city in Perhaps(Gen.Elements(Texts))
        from points in Perhaps(Gen.Elements(Numbers.Select(n => FilterValue.Of(n).Text)))
        from since in Perhaps(Gen.Elements(Dates))
        from birthDate in Perhaps(Gen.Elements(Dates))
        from member in Perhaps(Gen.Elements("true", "false"))
        from size in Perhaps(Gen.Elements("S", "M"))
        select new (string Name, string? Value)[] { ("city", city), ("Points", points), ("since", since), ("birthDate", birthDate), ("member", member), ("size", size) }
            .Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!);

    public static byte[] Stored(Dictionary<string, string> contact) => FieldsJson.Write(new FieldOrder(List), contact);

    public static CompiledSegment Compile(SegmentExpression expression) =>
        SegmentCompiler.Compile(expression, List, Today, "").Value ?? throw new InvalidOperationException("The expression is refused.");

    public static Checked<SegmentExpression> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return SegmentReader.Read(document.RootElement, "/filter");
    }

    public static string Write(SegmentExpression expression) => JsonSerializer.Serialize(expression, DefinitionJson.Options);

    public static bool Matches(string json, string contact) => Compile(Read(json).Value!).Matches(Encoding.UTF8.GetBytes(contact));

    private static Gen<string?> Perhaps(Gen<string> value) => Gen.Frequency((1, Gen.Constant<string?>(null)), (3, value.Select(v => (string?)v)));

    private static Gen<SegmentExpression> OfDepth(int depth) => depth == 0 ? Comparisons() : Gen.Frequency(
        (3, Comparisons()),
        (1, OfDepth(depth - 1).Select(SegmentExpression (p) => new SegmentExpression.Not(p))),
        (1, Parts(depth).Select(SegmentExpression (p) => new SegmentExpression.And(p))),
        (1, Parts(depth).Select(SegmentExpression (p) => new SegmentExpression.Or(p))));

    private static Gen<SegmentExpression[]> Parts(int depth) => Gen.Choose(1, 3).SelectMany(n => OfDepth(depth - 1).ArrayOf(n));

    private static Gen<SegmentExpression> Comparisons() => Gen.OneOf(
        Of("city", Gen.Elements(Texts).Select(FilterValue.Of), FilterOperator.Equals, FilterOperator.In, FilterOperator.StartsWith, FilterOperator.Contains),
        Of("points", Gen.Elements(Numbers).Select(FilterValue.Of), FilterOperator.Equals, FilterOperator.In, FilterOperator.LessThan, FilterOperator.AtMost, FilterOperator.AtLeast, FilterOperator.MoreThan),
        Of("since", Gen.Elements(Dates).Select(FilterValue.Of), FilterOperator.Equals, FilterOperator.In, FilterOperator.LessThan, FilterOperator.AtMost, FilterOperator.AtLeast, FilterOperator.MoreThan),
        Of("birthDate", Gen.Choose(0, 10).Select(n => FilterValue.Of((decimal)n)), FilterOperator.InPastDays, FilterOperator.InNextDays, FilterOperator.AnniversaryInNextDays),
        Of("member", Gen.Elements(true, false).Select(FilterValue.Of), FilterOperator.Equals),
        Of("size", Gen.Elements("S", "m").Select(FilterValue.Of), FilterOperator.Equals, FilterOperator.In),
        from field in Gen.Elements("city", "points", "since", "member", "size")
        from empty in Gen.Elements(true, false)
        select (SegmentExpression)new SegmentExpression.Comparison(field, FilterOperator.Empty, [FilterValue.Of(empty)]),
        Gen.Constant<SegmentExpression>(new SegmentExpression.Comparison("points", FilterOperator.Between, [FilterValue.Of(0m), FilterValue.Of(3m)])),
        Gen.Constant<SegmentExpression>(new SegmentExpression.Comparison("since", FilterOperator.Between, [FilterValue.Of("2027-02-25"), FilterValue.Of("2027-03-04")])));

    private static Gen<SegmentExpression> Of(string field, Gen<FilterValue> value, params FilterOperator[] operators) =>
        from filterOperator in Gen.Elements(operators)
        from values in value.ArrayOf(filterOperator == FilterOperator.In ? 2 : 1)
        select (SegmentExpression)new SegmentExpression.Comparison(field, filterOperator, values);
}
