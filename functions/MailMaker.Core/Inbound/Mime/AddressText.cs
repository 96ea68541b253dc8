using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Address specifications (RFC 5322 §3.4.1) as written.</summary>
internal static class AddressText
{
    /// <summary>What stands between angle brackets without blanks, comments and source route (RFC 5321 §4.1.1.3: "@a,@b:user@c").</summary>
    public static string WithoutRoute(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t<");
        if (!text.IsEmpty && text[0] == '@' && text.IndexOf(':') is var colon and >= 0)
            text = text[(colon + 1)..];
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            text = text["mailto:".Length..];
        return WithoutBlanks(text);
    }

    /// <summary>The name and the address of text without angle brackets and runs of blanks: the last word with an '@', or the only word.</summary>
    public static (string Name, string Address) Split(string text)
    {
        text = text.Trim();
        var sign = text.LastIndexOf('@');
        if (sign < 0)
            return text.AsSpan().ContainsAny(" \t\"") || text.StartsWith("=?", StringComparison.Ordinal) ? (text, "") : ("", text);
        var start = StartOfLocal(text, sign);
        var end = sign + 1;
        while (end < text.Length && (text[end] is not (' ' or '\t') || IsAroundDot(text, end)))
            end++;
        return (text[..start] + text[end..], WithoutBlanks(text.AsSpan(start, end - start)));
    }

    private static int StartOfLocal(string text, int sign)
    {
        var start = sign;
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        if (start > 0 && text[start - 1] == '"' && text.LastIndexOf('"', Math.Max(0, start - 2)) is var open and >= 0)
            return open;
        while (start > 0 && (text[start - 1] is not (' ' or '\t') || IsAroundDot(text, start - 1)))
            start--;
        return start;
    }

    // RFC 5322 §4.4 lets blanks stand around the dots and the '@'. Runs of them are one by now.
    private static bool IsAroundDot(string text, int blank) =>
        (blank > 0 && text[blank - 1] is '.' or '@') || (blank + 1 < text.Length && text[blank + 1] is '.' or '@');

    private static string WithoutBlanks(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t");
        if (!text.ContainsAny(" \t("))
            return text.ToString();
        var (kept, quoted, depth) = (new StringBuilder(text.Length), false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '\\' && i + 1 < text.Length)
                kept.Append(c).Append(text[++i]);
            else if (c == '"' && depth == 0)
                (quoted, kept) = (!quoted, kept.Append(c));
            else if (quoted)
                kept.Append(c);
            else if (c is '(' or ')')
                depth = Math.Max(0, depth + (c == '(' ? 1 : -1));
            else if (depth == 0 && c is not (' ' or '\t'))
                kept.Append(c);
        }

        return kept.ToString();
    }
}
