using System.Text.Json;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Segments;

/// <summary>Comparisons of a text, choice or truth value: without regard to case, character by character (ordinal).</summary>
internal sealed class TextTests(string name) : FieldTests(name)
{
    [ThreadStatic]
    private static char[]? decoded;

    private readonly List<Test> tests = [];
    private readonly List<(ulong Bit, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Values)> sets = [];

    protected override void AddTest(ulong bit, FilterOperator filterOperator, IReadOnlyList<FilterValue> values)
    {
        if (filterOperator != FilterOperator.In)
        {
            tests.Add(new Test(bit, filterOperator, values[0].Text));
            return;
        }

        var set = values.Select(v => v.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        sets.Add((bit, set.GetAlternateLookup<ReadOnlySpan<char>>()));
    }

    protected override bool TryMeet(ref Utf8JsonReader value, ref ulong met)
    {
        var room = decoded ??= new char[FieldRule.MostCharacters];
        if (room.Length < value.ValueSpan.Length)
            room = decoded = new char[FieldsJson.MostBytes];
        ReadOnlySpan<char> text = room.AsSpan(0, value.CopyString(room));
        foreach (var test in tests)
        {
            if (test.IsMet(text))
                met |= test.Bit;
        }

        foreach (var (bit, values) in sets)
        {
            if (values.Contains(text))
                met |= bit;
        }

        return true;
    }

    private readonly record struct Test(ulong Bit, FilterOperator Operator, string Operand)
    {
        public bool IsMet(ReadOnlySpan<char> text) => Operator switch
        {
            FilterOperator.Equals => text.Equals(Operand, StringComparison.OrdinalIgnoreCase),
            FilterOperator.StartsWith => text.StartsWith(Operand, StringComparison.OrdinalIgnoreCase),
            _ => text.Contains(Operand, StringComparison.OrdinalIgnoreCase),
        };
    }
}
