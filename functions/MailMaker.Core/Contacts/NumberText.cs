namespace MailMaker.Core.Contacts;

/// <summary>Reads decimal numbers with a comma or a point as their mark, with or without grouping.</summary>
public static class NumberText
{
    /// <summary>Digits of a canonical number.</summary>
    public const int MostDigits = 28;

    /// <summary>Writes the canonical form: digits, <c>.</c> as the mark, no grouping, no needless zeros.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="decimals">The decimal mark; decides <c>1.234</c> and <c>1,234</c>.</param>
    /// <param name="to">At least 32 long.</param>
    /// <param name="written">Characters written.</param>
    /// <returns>Null when it is a number, else the reason, which never holds the value.</returns>
    public static string? Normalise(ReadOnlySpan<char> text, DecimalMark decimals, Span<char> to, out int written)
    {
        written = 0;
        var negative = text.Length > 0 && text[0] is '-' or '\u2212';
        if (negative || (text.Length > 0 && text[0] == '+'))
            text = text[1..];
        var mark = MarkAt(text, decimals);
        var whole = 0;
        var digits = 0;
        if (negative)
            to[written++] = '-';
        var start = written;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (i == mark)
            {
                if (written == start)
                    to[written++] = '0';
                to[written++] = '.';
                whole = written;
            }
            else if (char.IsAsciiDigit(c))
            {
                if (++digits > MostDigits)
                    return "has more than 28 digits";
                // Leading zeros say nothing.
                if (whole == 0 && written == start + 1 && to[start] == '0')
                    written--;
                to[written++] = c;
            }
            else if (whole > 0 || c is not ('.' or ',' or '\'' or '\u2019' or ' ' or '\u00A0' or '\u202F') || !IsGroup(text, i))
                return "is not a number";
        }

        if (digits == 0)
            return "is not a number";
        Shorten(to, whole, start, ref written);
        return null;
    }

    private static void Shorten(Span<char> to, int whole, int start, ref int written)
    {
        if (whole > 0)
        {
            while (to[written - 1] == '0')
                written--;
            if (to[written - 1] == '.')
                written--;
        }

        if (written == start + 1 && to[start] == '0' && start == 1)
        {
            // No negative zero.
            to[0] = '0';
            written = 1;
        }
    }

    // A grouping mark stands between a digit and exactly three more.
    private static bool IsGroup(ReadOnlySpan<char> text, int at)
    {
        var i = at + 1;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
            i++;
        return at > 0 && char.IsAsciiDigit(text[at - 1]) && i - at - 1 == 3;
    }

    // The index of the decimal mark, or -1.
    private static int MarkAt(ReadOnlySpan<char> text, DecimalMark decimals)
    {
        var last = text.LastIndexOfAny('.', ',');
        if (last < 0)
            return -1;
        var first = text.IndexOfAny('.', ',');
        if (first != last)
            // Twice the same: groups. Two kinds: the last one is the mark.
            return text[first] == text[last] ? -1 : last;
        if (!IsGroup(text, last) || last > 3 || text[0] == '0')
            return last;
        return text[last] == ',' == (decimals == DecimalMark.Point) ? -1 : last;
    }
}
