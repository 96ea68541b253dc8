using System.Globalization;

namespace MailMaker.Core.Content;

/// <summary>
/// Makes one line of a rendered subject. RFC 5322 §2.2: a header's body holds no CR or LF of its own; a value that could bring one in would write
/// headers (header injection), so every run of white space and control characters becomes one space.
/// </summary>
internal static class SubjectLine
{
    /// <summary>Characters a rendered subject keeps. A line of a mail holds at most 998 octets, and nobody reads more.</summary>
    public const int Longest = 2_000;

    public static string Of(ReadOnlySpan<char> rendered)
    {
        rendered = rendered.Trim();
        if (rendered.Length > Longest)
            rendered = rendered[..(char.IsHighSurrogate(rendered[Longest - 1]) ? Longest - 1 : Longest)];
        return IsClean(rendered) ? rendered.ToString() : Collapse(rendered);
    }

    private static bool IsClean(ReadOnlySpan<char> line)
    {
        var afterSpace = false;
        foreach (var c in line)
        {
            if (IsBreaking(c) || (c == ' ' && afterSpace))
                return false;
            afterSpace = c == ' ';
        }

        return true;
    }

    private static string Collapse(ReadOnlySpan<char> line)
    {
        Span<char> clean = stackalloc char[Longest];
        var length = 0;
        foreach (var c in line)
        {
            var breaks = c == ' ' || IsBreaking(c);
            if (!breaks)
                clean[length++] = c;
            else if (length > 0 && clean[length - 1] != ' ')
                clean[length++] = ' ';
        }

        return clean[..length].TrimEnd().ToString();
    }

    // C0, DEL, C1, and the line and paragraph separators U+2028 and U+2029, which some software takes for line ends.
    private static bool IsBreaking(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
