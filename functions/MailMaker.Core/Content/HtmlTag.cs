namespace MailMaker.Core.Content;

/// <summary>Where one tag stands in HTML.</summary>
internal readonly record struct HtmlTag(int Start, int End)
{
    public bool IsClosing(string html) => Start + 1 < html.Length && html[Start + 1] == '/';

    public string Name(string html)
    {
        var start = Start + (IsClosing(html) ? 2 : 1);
        var end = start;
        while (end < End && char.IsAsciiLetterOrDigit(html[end]))
            end++;
        return html[Math.Min(start, end)..end];
    }

    /// <summary>The value of an attribute as it is written; empty when there is none.</summary>
    public string Attribute(string html, string name)
    {
        var tag = html[Start..End];
        for (var at = 0; (at = tag.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            var rest = tag.AsSpan(at + name.Length).TrimStart();
            if (at == 0 || !char.IsWhiteSpace(tag[at - 1]) || rest.IsEmpty || rest[0] != '=')
                continue;
            rest = rest[1..].TrimStart();
            if (rest.IsEmpty)
                break;
            var quoted = rest[0] is '"' or '\'';
            var end = quoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOfAny(" \t\r\n>");
            return end <= 0 ? "" : rest[(quoted ? 1 : 0)..end].ToString();
        }

        return "";
    }
}
