using MailMaker.Core.Content.Html;
using MailMaker.Core.Content.Links;
using MailMaker.Core.Tracking;

namespace MailMaker.Core.Content;

/// <summary>Makes a template ready for sending, once per launch: what is done here costs a mail nothing.</summary>
public static class MailPreparation
{
    // Behind the preheader, so that mail programs show no more of the mail beside it: spaces that are not joined to one.
    private const string Padding = "&#847;&zwnj;&nbsp;";

    /// <summary>Prepares a template that compiles.</summary>
    /// <param name="template">As its author wrote it, with what the list's law adds.</param>
    /// <param name="scene">What all mails share.</param>
    /// <param name="tracking">What is followed.</param>
    public static PreparedMail Of(MailTemplate template, MailScene scene, CampaignTracking tracking)
    {
        var links = new LinkNumbers();
        var html = HtmlLinks.WithImagesFrom(scene.AssetsUrl, Marks.Clean(template.Html));
        if (tracking.Clicks)
            html = HtmlLinks.Mark(html, links);
        var text = Marks.Clean(template.Text);
        if (text.Length == 0 && html.Length > 0)
            text = HtmlText.Of(html);
        else if (tracking.Clicks)
            text = TextLinks.Mark(text, links);
        html = WithPreheader(html, Marks.Clean(template.Preheader));
        if (tracking.Opens && html.Length > 0)
            html = WithPixel(html);
        return new PreparedMail(template with { Subject = Marks.Clean(template.Subject), Html = html, Text = text, Preheader = "" }, links.Targets);
    }

    private static string WithPreheader(string html, string preheader)
    {
        if (html.Length == 0 || string.IsNullOrWhiteSpace(preheader))
            return html;
        var block = "<div style=\"display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all\">"
            + TemplateEntities.Encode(Escaping(preheader)) + string.Concat(Enumerable.Repeat(Padding, 40)) + "</div>";
        return html.Insert(BodyStart(html), block);
    }

    // {{{x}}} writes the value as it is: the same as {{x}} in plain text, which a preheader is, but markup where it comes to stand.
    private static string Escaping(string preheader)
    {
        var edits = new HtmlEdits();
        foreach (var tag in TemplateScanner.Scan(preheader).Tags.Where(t => t.Kind == TagKind.Value))
        {
            var text = preheader[tag.Start..tag.End];
            if (text.EndsWith("}}}", StringComparison.Ordinal))
                edits.Replace(tag.Start, tag.End, text.Remove(text.IndexOf('{', 2), 1)[..^1]);
        }

        return edits.Apply(preheader);
    }

    // Behind <body …>; without one behind the head, or first of all.
    private static int BodyStart(string html)
    {
        var elements = HtmlScanner.StartTags(html, TemplateScanner.Scan(html).Tags);
        if (elements.Find(e => e.Name == "body") is { } body)
            return body.End;
        var head = html.IndexOf("</head>", StringComparison.OrdinalIgnoreCase);
        return head >= 0 ? head + "</head>".Length : elements.Find(e => e.Name == "html")?.End ?? 0;
    }

    private static string WithPixel(string html)
    {
        var end = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return html.Insert(end < 0 ? html.Length : end, Marks.Pixel.ToString());
    }
}
