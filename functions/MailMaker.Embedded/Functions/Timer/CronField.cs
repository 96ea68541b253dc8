using System.Globalization;
using System.Numerics;

namespace MailMaker.Embedded.Functions.Timer;

/// <summary>The values that one field of an NCRONTAB expression allows, one bit each.</summary>
internal readonly record struct CronField(ulong Values)
{
    /// <summary>The smallest allowed value.</summary>
    public int First => BitOperations.TrailingZeroCount(Values);

    /// <summary>Whether a value is allowed.</summary>
    public bool Allows(int value) => (Values >> value & 1) != 0;

    /// <summary>The smallest allowed value that is not below <paramref name="value"/>; null when there is none.</summary>
    public int? From(int value)
    {
        var rest = value > 63 ? 0 : Values >> value << value;
        return rest == 0 ? null : BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Reads a field: <c>*</c>, values, names, ranges <c>a-b</c>, steps <c>/n</c>, and lists of these.</summary>
    /// <param name="text">The field.</param>
    /// <param name="least">Smallest value of the field.</param>
    /// <param name="most">Largest value of the field.</param>
    /// <param name="names">Names of the values from <paramref name="least"/> on, of three letters; none for most fields.</param>
    public static CronField? Parse(string text, int least, int most, params ReadOnlySpan<string> names)
    {
        ulong values = 0;
        foreach (var part in text.Split(','))
        {
            if (Part(part, least, most, names) is not { } allowed)
                return null;
            values |= allowed;
        }

        return new CronField(values);
    }

    private static ulong? Part(string text, int least, int most, ReadOnlySpan<string> names)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var step = 1;
        if (slash >= 0 && !(int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out step) && step > 0))
            return null;
        if (Range(slash < 0 ? text : text[..slash], slash >= 0, least, most, names) is not var (from, to))
            return null;
        ulong values = 0;
        for (var value = from; value <= to; value += step)
            values |= 1ul << value;
        return values;
    }

    private static (int From, int To)? Range(string text, bool hasStep, int least, int most, ReadOnlySpan<string> names)
    {
        if (text == "*")
            return (least, most);
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (Value(dash < 0 ? text : text[..dash], least, most, names) is not { } from)
            return null;
        // "5/10" goes on from 5 to the end of the field.
        var to = dash >= 0 ? Value(text[(dash + 1)..], least, most, names) : hasStep ? most : from;
        return to >= from ? (from, to.Value) : null;
    }

    private static int? Value(string text, int least, int most, ReadOnlySpan<string> names)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value >= least && value <= most ? value : null;
        for (var i = 0; i < names.Length; i++)
        {
            if (text.Equals(names[i], StringComparison.OrdinalIgnoreCase))
                return least + i;
        }

        return null;
    }
}
