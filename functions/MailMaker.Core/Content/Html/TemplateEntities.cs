using System.Net;
using System.Text;

namespace MailMaker.Core.Content.Html;

/// <summary>HTML's character references in the text around the <c>{{…}}</c> of a template.</summary>
internal static class TemplateEntities
{
    /// <summary>Decodes them. One that spells a brace does not begin a tag of ours.</summary>
    public static string Decode(string part) => Each(part, text => WebUtility.HtmlDecode(Closed(text)).Replace("{{", "{ {", StringComparison.Ordinal));

    /// <summary>Writes text as HTML.</summary>
    public static string Encode(string part) => Each(part, WebUtility.HtmlEncode);

    // Browsers read the names of Latin-1 without their semicolon, too, but for those that stand before '=' or go on (WHATWG HTML §13.2.5.73): &copy 2026, and not ?a=1&copy=2.
    private static string Closed(string text)
    {
        var closed = new StringBuilder(text.Length);
        var at = 0;
        for (int start; (start = text.IndexOf('&', at)) >= 0;)
        {
            var end = start + 1;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
                end++;
            closed.Append(text, at, end - at);
            var isOpen = end == text.Length || text[end] is not (';' or '=');
            if (isOpen && WebUtility.HtmlDecode(text[start..end] + ";") is [<= '\u00ff'])
                closed.Append(';');
            at = end;
        }

        return closed.Append(text, at, text.Length - at).ToString();
    }

    private static string Each(string part, Func<string, string?> change)
    {
        var changed = new StringBuilder(part.Length);
        var at = 0;
        while (at < part.Length)
        {
            var tag = part.IndexOf("{{", at, StringComparison.Ordinal);
            var end = tag < 0 ? part.Length : tag;
            changed.Append(change(part[at..end]));
            if (tag < 0)
                break;
            at = part.IndexOf("}}", tag, StringComparison.Ordinal);
            at = at < 0 ? part.Length : at;
            changed.Append(part, tag, at - tag);
        }

        return changed.ToString();
    }
}
