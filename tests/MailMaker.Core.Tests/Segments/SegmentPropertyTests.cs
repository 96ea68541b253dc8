using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Segments;

namespace MailMaker.Core.Tests.Segments;

public sealed class SegmentPropertyTests
{
    [Fact]
    public void A_compiled_expression_means_what_a_naive_reading_of_it_means() => Holds(
        c => SegmentCases.Compile(c.Expression).Matches(SegmentCases.Stored(c.Contact)) == NaiveSegment.Matches(c.Expression, c.Contact));

    [Fact]
    public void Not_of_not_is_the_same() => Holds(
        c => Matches(new SegmentExpression.Not(new SegmentExpression.Not(c.Expression)), c) == Matches(c.Expression, c));

    [Fact]
    public void De_Morgan_holds_for_empty_fields_too() => Prop.ForAll(
        (from one in SegmentCases.Cases from other in SegmentCases.Expressions select (one.Expression, Other: other, one.Contact)).ToArbitrary(),
        c =>
        {
            var fields = SegmentCases.Stored(c.Contact);
            var (a, b) = (c.Expression, c.Other);
            return Is(Not(new SegmentExpression.And([a, b]))) == Is(new SegmentExpression.Or([Not(a), Not(b)]))
                && Is(Not(new SegmentExpression.Or([a, b]))) == Is(new SegmentExpression.And([Not(a), Not(b)]));

            bool Is(SegmentExpression e) => Comparisons(e) > SegmentReader.MostComparisons || SegmentCases.Compile(e).Matches(fields);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Written_and_read_again_it_is_the_same_expression() => Prop.ForAll(
        SegmentCases.Expressions.Where(e => Comparisons(e) <= SegmentReader.MostComparisons).ToArbitrary(),
        e => e.Equals(SegmentCases.Read(SegmentCases.Write(e)).Value)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static SegmentExpression.Not Not(SegmentExpression part) => new(part);

    private static bool Matches(SegmentExpression expression, (SegmentExpression, Dictionary<string, string> Contact) c) =>
        SegmentCases.Compile(expression).Matches(SegmentCases.Stored(c.Contact));

    private static void Holds(Func<(SegmentExpression Expression, Dictionary<string, string> Contact), bool> property) => Prop
        .ForAll(SegmentCases.Cases.Where(c => Comparisons(c.Expression) <= SegmentReader.MostComparisons).ToArbitrary(), property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static int Comparisons(SegmentExpression expression) => expression switch
    {
        SegmentExpression.And and => and.Parts.Sum(Comparisons),
        SegmentExpression.Or or => or.Parts.Sum(Comparisons),
        SegmentExpression.Not not => Comparisons(not.Part),
        _ => 1,
    };
}
