using MailMaker.Core.Content.Html;

namespace MailMaker.Core.Content;

/// <summary>
/// Makes a text template of an HTML template: the words, a line per block, links with their address behind them, list items with a dash. <c>{{…}}</c> go
/// through as they are, so the text is personal too and costs nothing per mail. Not an HTML parser: a template is not a document until it is rendered.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase) { "head", "style", "script", "title", "template", "svg" };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> Paragraphs = new(StringComparer.OrdinalIgnoreCase)
    {
        "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "table", "ul",
    };

    private const int LongestUnseen = 10_000;

    /// <summary>The text template.</summary>
    public static string Of(string html)
    {
        var text = new TextLines();
        var links = new Stack<string>();
        var unclosed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < html.Length)
        {
            var tag = NextTag(html, at);
            text.Words(Decode(html[at..tag.Start]));
            if (tag.Start == html.Length)
                break;
            at = Take(html, tag, text, links, unclosed);
        }

        return text.ToString();
    }

    // Writes what a tag means and says where to go on.
    private static int Take(string html, HtmlTag tag, TextLines text, Stack<string> links, HashSet<string> unclosed)
    {
        var name = tag.Name(html);
        if (Hidden.Contains(name) && !tag.IsClosing(html))
            return EndOfElement(html, name, tag.End, unclosed);
        if (IsUnseen(html, tag) && EndOfUnseen(html, name, tag.End) is { } end)
            return end;
        if (name.Equals("a", StringComparison.OrdinalIgnoreCase))
            Link(html, tag, text, links);
        else if (name.Equals("img", StringComparison.OrdinalIgnoreCase))
            text.Words(Decode(tag.Attribute(html, "alt")));
        else if (name.Equals("td", StringComparison.OrdinalIgnoreCase) || name.Equals("th", StringComparison.OrdinalIgnoreCase))
            text.Words(" ");
        else if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
            text.Break();
        else if (Paragraphs.Contains(name))
            text.Paragraph();
        else if (Blocks.Contains(name))
            text.Line();
        if (name.Equals("li", StringComparison.OrdinalIgnoreCase) && !tag.IsClosing(html))
            text.Words("- ");
        return tag.End;
    }

    private static void Link(string html, HtmlTag tag, TextLines text, Stack<string> links)
    {
        if (!tag.IsClosing(html))
        {
            links.Push(Decode(tag.Attribute(html, "href")));
            return;
        }

        // Only what can be opened by hand; an anchor within the page can't.
        if (links.TryPop(out var address) && address.Length > 0 && address[0] != '#')
            text.Words($" <{address}>");
    }

    private static HtmlTag NextTag(string html, int from)
    {
        for (var at = from; at < html.Length; at++)
        {
            if (html[at] == '{' && string.CompareOrdinal(html, at, "{{", 0, 2) == 0)
            {
                at = Math.Max(at, html.IndexOf("}}", at, StringComparison.Ordinal));
                continue;
            }

            if (html[at] != '<')
                continue;
            if (string.CompareOrdinal(html, at, "<!--", 0, 4) == 0)
            {
                var end = html.IndexOf("-->", at, StringComparison.Ordinal);
                return new HtmlTag(at, end < 0 ? html.Length : end + 3);
            }

            if (at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!'))
                return new HtmlTag(at, EndOfTag(html, at));
        }

        return new HtmlTag(html.Length, html.Length);
    }

    private static int EndOfTag(string html, int from)
    {
        var quote = '\0';
        for (var i = from + 1; i < html.Length; i++)
        {
            if (quote != '\0')
                quote = html[i] == quote ? '\0' : quote;
            else if (html[i] is '"' or '\'')
                quote = html[i];
            else if (html[i] == '>')
                return i + 1;
        }

        return html.Length;
    }

    // A preheader of the author's own, and the spaces behind it: mail programs that show the text show its first words themselves.
    private static bool IsUnseen(string html, HtmlTag tag) =>
        !tag.IsClosing(html) && tag.Attribute(html, "style") is { Length: > 0 } style
        && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase);

    // Null when it is not closed near by, or when a block of the template begins or ends in it: then it is shown.
    private static int? EndOfUnseen(string html, string name, int from)
    {
        var depth = 1;
        for (var tag = NextTag(html, from); tag.Start < html.Length && tag.Start - from < LongestUnseen; tag = NextTag(html, tag.End))
        {
            if (!tag.Name(html).Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            depth += tag.IsClosing(html) ? -1 : 1;
            if (depth == 0)
                return TextLines.HasBlock(html[from..tag.Start]) ? null : tag.End;
        }

        return null;
    }

    private static int EndOfElement(string html, string name, int from, HashSet<string> unclosed)
    {
        // What is not closed from here on is not closed further on: looked for once, else a thousand of them would be read a thousand times.
        var closing = unclosed.Contains(name) ? -1 : html.IndexOf($"</{name}", from, StringComparison.OrdinalIgnoreCase);
        if (closing >= 0)
            return EndOfTag(html, closing);
        unclosed.Add(name);
        return from;
    }

    private static string Decode(string part) => part.Contains('&', StringComparison.Ordinal) ? TemplateEntities.Decode(part) : part;
}
