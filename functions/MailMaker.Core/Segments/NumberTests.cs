using System.Buffers.Text;
using System.Text.Json;

namespace MailMaker.Core.Segments;

/// <summary>Comparisons of a number: exact, since numbers are decimals of at most 28 digits.</summary>
internal sealed class NumberTests(string name) : FieldTests(name)
{
    private readonly List<Test> tests = [];

    protected override void AddTest(ulong bit, FilterOperator filterOperator, IReadOnlyList<FilterValue> values)
    {
        var (first, last) = (values[0].Number, values[^1].Number);
        tests.Add(new Test(bit, filterOperator, first, last, filterOperator == FilterOperator.In ? [.. values.Select(v => v.Number)] : null));
    }

    protected override bool TryMeet(ref Utf8JsonReader value, ref ulong met)
    {
        var text = value.ValueSpan;
        if (!Utf8Parser.TryParse(text, out decimal number, out var read) || read != text.Length)
            return false;
        foreach (var test in tests)
        {
            if (test.IsMet(number))
                met |= test.Bit;
        }

        return true;
    }

    private readonly record struct Test(ulong Bit, FilterOperator Operator, decimal First, decimal Last, HashSet<decimal>? Set)
    {
        public bool IsMet(decimal number) => Operator switch
        {
            FilterOperator.Equals => number == First,
            FilterOperator.In => Set!.Contains(number),
            FilterOperator.LessThan => number < First,
            FilterOperator.AtMost => number <= First,
            FilterOperator.AtLeast => number >= First,
            FilterOperator.MoreThan => number > First,
            _ => number >= First && number <= Last,
        };
    }
}
