using System.Buffers;

namespace MailMaker.Core.Contacts;

/// <summary>The blanks that spreadsheets and copy-and-paste leave around a value.</summary>
internal static class Blanks
{
    // Space, tab, no-break spaces, zero-width space and joiner, word joiner, byte order mark, ideographic space. Not line breaks: an
    // address with a line break in it is not an address.
    private static readonly SearchValues<char> Around = SearchValues.Create(" \t\u00A0\u202F\u200B\u200D\u2060\uFEFF\u3000");

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        // Most cells have none: two comparisons.
        if (text.Length == 0 || (!IsBlank(text[0]) && !IsBlank(text[^1])))
            return text;
        var first = text.IndexOfAnyExcept(Around);
        return first < 0 ? [] : text[first..(text.LastIndexOfAnyExcept(Around) + 1)];
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' || (c >= '\u00A0' && Around.Contains(c));
}
