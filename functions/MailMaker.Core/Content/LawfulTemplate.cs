using MailMaker.Core.Lists;

namespace MailMaker.Core.Content;

/// <summary>
/// Adds to a campaign's template what the list's law asks of every mail, and the way out where its author left it out: once per launch, in the template itself, so that a mail costs nothing more.
/// </summary>
public static class LawfulTemplate
{
    /// <summary>The template as it is sent, or what is missing to send it.</summary>
    /// <param name="template">The template as its author wrote it.</param>
    /// <param name="list">The list.</param>
    /// <param name="scene">What all mails of the campaign share.</param>
    public static Checked<MailTemplate> Of(MailTemplate template, ContactList list, MailScene scene)
    {
        var law = LawInForce.Of(list);
        var problems = Missing(law, scene).ToList();
        if (problems.Count > 0)
            return new(null, problems);
        var footer = Footer(law, template);
        List<string> htmlFooter = WayOut.IsInHtml(template.Html) ? footer : [.. footer, WayOut.Html(law)];
        List<string> textFooter = WayOut.IsInText(template.Text) ? footer : [.. footer, WayOut.Text(law)];
        return new(
            template with
            {
                Subject = Marked(law, template.Subject),
                Html = template.Html.Length == 0 || htmlFooter.Count == 0 ? template.Html : WithFooter(template.Html, htmlFooter),
                Text = template.Text.Length == 0 || textFooter.Count == 0 ? template.Text : template.Text + "\n\n-- \n" + string.Join('\n', textFooter) + "\n",
            },
            []);
    }

    /// <summary>A subject or text message with the list's mark first (Network Act, decree annex 6: at the very beginning).</summary>
    public static string Marked(LawInForce law, string text)
    {
        var mark = law.AdvertisementMark.Value;
        return mark.Length == 0 || text.StartsWith(mark, StringComparison.Ordinal) ? text : $"{mark} {text.TrimStart()}";
    }

    private static IEnumerable<Problem> Missing(LawInForce law, MailScene scene)
    {
        if (law.PostalAddressInMail.Value && string.IsNullOrWhiteSpace(scene.ControllerPostalAddress))
            yield return new("/list", $"By the list's law ({law.PostalAddressInMail.From}) every mail holds a postal address: give the list a data controller with one.");
        if (law.SenderInMail.Value && (string.IsNullOrWhiteSpace(scene.SenderName) || string.IsNullOrWhiteSpace(scene.ControllerEmail + scene.ControllerPostalAddress)))
            yield return new("/list", $"By the list's law ({law.SenderInMail.From}) every mail names the sender and how to reach it: give a sender's name, and the list a data controller.");
    }

    // Handlebars in the footer, so that names are escaped like any other value. What the author wrote already is not said twice.
    private static List<string> Footer(LawInForce law, MailTemplate template)
    {
        var lines = new List<string>();
        if (law.SenderInMail.Value && !Says(template, "sender.name"))
            lines.Add("{{sender.name}}");
        if (law.SenderInMail.Value && !Says(template, "controller.email"))
            lines.Add("{{controller.email}}");
        if ((law.PostalAddressInMail.Value || (law.SenderInMail.Value && lines.Count > 0)) && !Says(template, "controller.postalAddress"))
            lines.Add("{{controller.name}}, {{controller.postalAddress}}");
        return lines;
    }

    private static bool Says(MailTemplate template, string value) => IsIn(template.Html, value) && IsIn(template.Text, value);

    private static bool IsIn(string part, string value) =>
        part.Length == 0 || part.Replace(" ", "", StringComparison.Ordinal).Contains("{{" + value + "}}", StringComparison.OrdinalIgnoreCase);

    private static string WithFooter(string html, List<string> lines)
    {
        var footer = $"<p style=\"font-size:13px;color:#555\">{string.Join("<br>", lines)}</p>";
        var end = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html + footer : html.Insert(end, footer);
    }
}
