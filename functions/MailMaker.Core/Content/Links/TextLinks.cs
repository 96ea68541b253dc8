using MailMaker.Core.Content.Html;

namespace MailMaker.Core.Content.Links;

/// <summary>Puts marks in place of the addresses that stand in a text template.</summary>
internal static class TextLinks
{
    /// <summary>The text with its links marked.</summary>
    public static string Mark(string text, LinkNumbers links)
    {
        var ends = TemplateScanner.Scan(text).Tags.ToDictionary(t => t.Start, t => t.End);
        var edits = new HtmlEdits();
        for (var at = 0; at < text.Length;)
        {
            if (ends.TryGetValue(at, out var tag))
            {
                at = tag;
                continue;
            }

            if (!IsStart(text, at))
            {
                at++;
                continue;
            }

            var end = EndOf(text, at, ends);
            if (LinkRule.TargetOf(text[at..end], null) is { } target)
                edits.Replace(at, end, links.FindOrAdd(target));
            at = end;
        }

        return edits.Apply(text);
    }

    private static bool IsStart(string text, int at) =>
        text[at] is 'h' or 'H'
        && (At(text, at, "http://") || At(text, at, "https://"))
        && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]));

    private static int EndOf(string text, int start, Dictionary<int, int> tagEnds)
    {
        var at = start;
        while (at < text.Length)
        {
            if (tagEnds.TryGetValue(at, out var end))
                at = end;
            else if (char.IsWhiteSpace(text[at]) || text[at] is '<' or '>' or '"' or Marks.Link or Marks.LinkEnd)
                break;
            else
                at++;
        }

        return start + WithoutSentenceEnd(text.AsSpan(start, at - start));
    }

    // What ends a sentence behind a link is none of the link; a bracket is where it was opened there, as in /wiki/Mercury_(planet).
    private static int WithoutSentenceEnd(ReadOnlySpan<char> link)
    {
        var (round, square) = (link.Count('(') - link.Count(')'), link.Count('[') - link.Count(']'));
        var length = link.Length;
        for (; length > "https://".Length; length--)
        {
            if (link[length - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'')
                continue;
            if ((link[length - 1] == ')' && round++ < 0) || (link[length - 1] == ']' && square++ < 0))
                continue;
            break;
        }

        return length;
    }

    private static bool At(string text, int index, string expected) => string.Compare(text, index, expected, 0, expected.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
