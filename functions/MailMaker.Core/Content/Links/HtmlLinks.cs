using MailMaker.Core.Content.Html;

namespace MailMaker.Core.Content.Links;

/// <summary>Puts marks in place of the links of a template's HTML, and whole addresses in place of relative ones of images.</summary>
internal static class HtmlLinks
{
    // Marked links as an author says it; the attribute is no part of HTML and harms nobody.
    private const string Untracked = "data-untracked";

    /// <summary>The HTML with its links marked.</summary>
    public static string Mark(string html, LinkNumbers links)
    {
        var tags = TemplateScanner.Scan(html).Tags;
        var elements = HtmlScanner.StartTags(html, tags);
        var baseUrl = BaseOf(html, elements);
        var edits = new HtmlEdits();
        foreach (var element in elements)
        {
            if (!IsLink(element.Name) || element.Find("href") is not { } href || element.Find(Untracked) is not null)
                continue;
            if (LinkRule.TargetOf(TemplateEntities.Decode(html[href.Start..href.End]), baseUrl) is { } target)
                edits.Replace(href.Start, href.End, href.IsQuoted ? links.Add(target) : $"\"{links.Add(target)}\"");
        }

        return edits.Apply(html);
    }

    /// <summary>The HTML with images by relative address taken from the account's own place.</summary>
    public static string WithImagesFrom(string assetsUrl, string html)
    {
        var elements = HtmlScanner.StartTags(html, TemplateScanner.Scan(html).Tags);
        if (assetsUrl.Length == 0 || elements.Any(e => e.Name == "base"))
            return html;
        var edits = new HtmlEdits();
        foreach (var element in elements)
        {
            var source = element.Name is "img" or "input" or "v:fill" or "v:image" ? element.Find("src") : element.Find("background");
            if (source is { } place && IsRelative(html[place.Start..place.End].Trim()))
                edits.Replace(place.Start, place.End, WithQuotes(Address(assetsUrl, html[place.Start..place.End].Trim()), place.IsQuoted));
            if (element.Find("style") is { } style)
                StyleImages.Edit(html, style.Start, style.End, assetsUrl, edits);
            if (element.Find("srcset") is { } set)
                EditSet(html, set.Start, set.End, assetsUrl, edits);
            if (element.Name == "style")
                StyleImages.Edit(html, element.End, EndOfStyle(html, element.End), assetsUrl, edits);
        }

        return edits.Apply(html);
    }

    /// <summary>An asset's address.</summary>
    public static string Address(string assetsUrl, string path)
    {
        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        return assetsUrl.TrimEnd('/') + "/" + path.TrimStart('/');
    }

    private static bool IsLink(string element) => element is "a" or "area" || element.StartsWith("v:", StringComparison.Ordinal);

    private static string WithQuotes(string address, bool quoted) => quoted ? address : $"\"{address}\"";

    // "a.png 1x, b.png 2x" (WHATWG HTML §4.8.4.2.1); a data URL has commas of its own.
    private static void EditSet(string html, int start, int end, string assetsUrl, HtmlEdits edits)
    {
        if (html.AsSpan(start, end - start).Contains("data:", StringComparison.OrdinalIgnoreCase))
            return;
        while (start < end)
        {
            var comma = html.IndexOf(',', start, end - start);
            var next = comma < 0 ? end : comma;
            var candidate = html.AsSpan(start, next - start);
            var url = candidate.TrimStart();
            var from = start + candidate.Length - url.Length;
            var space = url.IndexOfAny(" \t\r\n");
            var to = space < 0 ? next : from + space;
            if (IsRelative(html[from..to]))
                edits.Replace(from, to, Address(assetsUrl, html[from..to]));
            start = next + 1;
        }
    }

    private static int EndOfStyle(string html, int from) =>
        html.IndexOf("</style", from, StringComparison.OrdinalIgnoreCase) is >= 0 and var end ? end : html.Length;

    /// <summary>Whether an image's address is relative, and written by the author.</summary>
    internal static bool IsRelative(string source)
    {
        if (source.Length == 0 || source.StartsWith("{{", StringComparison.Ordinal) || source.StartsWith("//", StringComparison.Ordinal) || source[0] == '#')
            return false;
        var colon = source.AsSpan().IndexOfAny(":/?#{");
        return colon < 0 || source[colon] != ':';
    }

    private static Uri? BaseOf(string html, List<HtmlStartTag> elements)
    {
        foreach (var element in elements)
        {
            if (element.Name == "base" && element.Find("href") is { } href)
                return Uri.TryCreate(TemplateEntities.Decode(html[href.Start..href.End]).Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
        }

        return null;
    }
}
