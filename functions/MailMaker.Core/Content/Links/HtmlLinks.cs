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

    private static bool IsRelative(string source)
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
