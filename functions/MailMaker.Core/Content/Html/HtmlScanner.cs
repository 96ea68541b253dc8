namespace MailMaker.Core.Content.Html;

/// <summary>
/// Finds the start tags of a template's HTML as a browser does (WHATWG HTML §13.2.5): quoted and unquoted attributes, comments in all their endings, raw text. Two things
/// it does otherwise: what is inside Outlook's conditional comments is HTML too, since Outlook shows it, and a <c>{{…}}</c> goes through as a whole wherever it
/// stands, with its quotes. Linear in the length; never throws.
/// </summary>
internal sealed class HtmlScanner
{
    // What is inside is text up to the end tag, whatever it looks like (§13.2.6.4).
    private static readonly HashSet<string> RawText = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

    private readonly string html;
    private readonly Dictionary<int, int> tagEnds;
    private int at;
    private int commentEnd = -1;

    private HtmlScanner(string html, IReadOnlyList<TemplateTag> tags)
    {
        this.html = html;
        tagEnds = tags.ToDictionary(t => t.Start, t => t.End);
    }

    /// <summary>The start tags, in order.</summary>
    /// <param name="html">The template.</param>
    /// <param name="tags">Its <c>{{…}}</c>, in order.</param>
    public static List<HtmlStartTag> StartTags(string html, IReadOnlyList<TemplateTag> tags)
    {
        var scanner = new HtmlScanner(html, tags);
        var found = new List<HtmlStartTag>();
        while (scanner.at < html.Length)
        {
            if (scanner.Step() is { } tag)
                found.Add(tag);
        }

        return found;
    }

    private HtmlStartTag? Step()
    {
        if (SkipTemplateTag())
            return null;
        if (html[at] != '<')
        {
            var next = html.AsSpan(at + 1).IndexOfAny('<', '{');
            at = next < 0 ? html.Length : at + 1 + next;
            return null;
        }

        if (Is("<!--"))
            SkipComment();
        else if (at + 1 < html.Length && html[at + 1] is '!' or '?')
            SkipTo(">", at + 2);
        else if (Is("</"))
            SkipEndTag();
        else if (at + 1 < html.Length && char.IsAsciiLetter(html[at + 1]))
            return StartTag();
        else
            at++;
        return null;
    }

    private bool SkipTemplateTag()
    {
        if (!tagEnds.TryGetValue(at, out var end))
            return false;
        at = end;
        return true;
    }

    private void SkipComment()
    {
        var text = at + 4;
        var end = EndOfComment(text);
        var comment = html.AsSpan(text, end - text);
        // <!--[if mso]> … <![endif]-->: only its ends are comment.
        if (comment.TrimStart().StartsWith("[if", StringComparison.OrdinalIgnoreCase) && comment.IndexOf("]>") is >= 0 and var condition)
        {
            at = text + condition + 2;
            return;
        }

        if (html.AsSpan(text) is ['>', ..] or ['-', '>', ..])
        {
            SkipTo(">", text);
            return;
        }

        var other = comment.IndexOf("--!>");
        at = other >= 0 ? text + other + 4 : Math.Min(html.Length, end + 3);
    }

    // Where the next "-->" stands, or the end of all; kept, since conditional comments ask for the same one again and again.
    private int EndOfComment(int from)
    {
        if (commentEnd < from)
            commentEnd = html.IndexOf("-->", from, StringComparison.Ordinal) is >= 0 and var found ? found : html.Length;
        return commentEnd;
    }

    private void SkipEndTag()
    {
        var start = at;
        at += 2;
        if (at < html.Length && char.IsAsciiLetter(html[at]))
            ReadTag(start);
        else
            SkipTo(">", at);
    }

    private void SkipTo(string end, int from)
    {
        var found = html.IndexOf(end, Math.Min(from, html.Length), StringComparison.Ordinal);
        at = found < 0 ? html.Length : found + end.Length;
    }

    private HtmlStartTag? StartTag()
    {
        var start = at++;
        if (ReadTag(start) is not { } tag)
            return null;
        if (tag.Name == "plaintext")
            at = html.Length;
        else if (RawText.Contains(tag.Name))
            SkipRawText(tag.Name);
        return tag;
    }

    private void SkipRawText(string name)
    {
        while (at < html.Length)
        {
            var end = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
            at = end < 0 ? html.Length : end + 2 + name.Length;
            if (at < html.Length && (char.IsWhiteSpace(html[at]) || html[at] is '/' or '>'))
            {
                SkipTo(">", at);
                return;
            }
        }
    }

    // From the name on; null when the tag never ends: a browser then shows nothing of it.
    private HtmlStartTag? ReadTag(int start)
    {
        var name = Word("/>");
        var attributes = new List<HtmlAttribute>();
        while (at < html.Length && html[at] != '>')
        {
            if (char.IsWhiteSpace(html[at]) || html[at] == '/')
                at++;
            else if (!SkipTemplateTag())
                attributes.Add(Attribute());
        }

        if (at >= html.Length)
            return null;
        at++;
        return new HtmlStartTag(name.ToLowerInvariant(), start, at, attributes);
    }

    private HtmlAttribute Attribute()
    {
        var start = at++; // a '=' here is part of the name
        Word("/>=");
        var name = html[start..at].ToLowerInvariant();
        SkipWhiteSpace();
        if (at >= html.Length || html[at] != '=')
            return new HtmlAttribute(name, at, at, false);
        at++;
        SkipWhiteSpace();
        if (at < html.Length && html[at] is '"' or '\'')
            return Quoted(name, html[at++]);
        var value = at;
        Word(">");
        return new HtmlAttribute(name, value, at, false);
    }

    private HtmlAttribute Quoted(string name, char quote)
    {
        var value = at;
        while (at < html.Length && html[at] != quote)
        {
            if (!SkipTemplateTag())
                at++;
        }

        var end = at;
        at = Math.Min(at + 1, html.Length);
        return new HtmlAttribute(name, value, end, true);
    }

    private void SkipWhiteSpace()
    {
        while (at < html.Length && char.IsWhiteSpace(html[at]))
            at++;
    }

    // Up to white space or one of the ends.
    private string Word(string ends)
    {
        var start = at;
        while (at < html.Length && !char.IsWhiteSpace(html[at]) && !ends.Contains(html[at], StringComparison.Ordinal))
        {
            if (!SkipTemplateTag())
                at++;
        }

        return html[start..at];
    }

    private bool Is(string expected) => string.CompareOrdinal(html, at, expected, 0, expected.Length) == 0;
}
