using MailMaker.Core.Content.Html;

namespace MailMaker.Core.Content.Links;

/// <summary>Images that styles name: <c>url(…)</c>, with quotes or without (CSS Values 4 §4.5).</summary>
internal static class StyleImages
{
    // In an attribute quotes may be written as entities.
    private static readonly string[] Quotes = ["\"", "'", "&quot;", "&#39;", "&apos;"];

    /// <summary>Puts whole addresses in place of relative ones.</summary>
    /// <param name="html">The HTML.</param>
    /// <param name="start">Where the style begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="assetsUrl">Where the account's images lie.</param>
    /// <param name="edits">Takes the changes.</param>
    public static void Edit(string html, int start, int end, string assetsUrl, HtmlEdits edits)
    {
        for (var at = start; (at = html.IndexOf("url(", at, end - at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            at += "url(".Length;
            var close = html.IndexOf(')', at, end - at);
            if (close < 0)
                return;
            var (from, to) = Unquoted(html, at, close);
            // In the head @import and @font-face name files as well: those lie in the same place.
            if (HtmlLinks.IsRelative(html[from..to]))
                edits.Replace(from, to, HtmlLinks.Address(assetsUrl, html[from..to]));
            at = close;
        }
    }

    private static (int From, int To) Unquoted(string html, int from, int to)
    {
        (from, to) = Trimmed(html, from, to);
        foreach (var quote in Quotes)
        {
            var value = html.AsSpan(from, to - from);
            if (value.Length >= 2 * quote.Length && value.StartsWith(quote, StringComparison.OrdinalIgnoreCase) && value.EndsWith(quote, StringComparison.OrdinalIgnoreCase))
                return Trimmed(html, from + quote.Length, to - quote.Length);
        }

        return (from, to);
    }

    private static (int From, int To) Trimmed(string html, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(html[from]))
            from++;
        while (to > from && char.IsWhiteSpace(html[to - 1]))
            to--;
        return (from, to);
    }
}
