using System.Globalization;
using System.Text;
using MailMaker.Core.Content;
using MailMaker.Core.Tracking;

namespace MailMaker.Benchmarks.Content;

/// <summary>The mail that speed is told for: 15 KB of HTML as a newsletter has it, 20 fields, 15 tracked links, a text part made of it, and a contact to fill it.</summary>
internal static class SampleMail
{
    public const int Fields = 20;
    public const int Links = 15;
    private const int HtmlSize = 15_000;

    public static MailTemplate Template { get; } = new() { Name = "sample", Subject = "Ciao {{firstName}}, più convenienza per te", Html = Html() };

    public static MailScene Scene { get; } = new() { ListTitle = "Clienti", SenderName = "Negozio Città", SenderAddress = "news@shop.example" };

    public static byte[] Contact { get; } = Encoding.UTF8.GetBytes(
        """{"email":"maria.rossi@example.org","firstName":"Maria","lastName":"D’Alò","city":"Forlì","vip":"true","""
        + string.Join(',', Enumerable.Range(5, Fields - 5).Select(i => $"\"field{i}\":\"valore {i} & più\"")) + "}");

    /// <summary>Made ready as a launch does: links tracked, a pixel, a text part.</summary>
    public static CompiledMail Compile()
    {
        var prepared = MailPreparation.Of(Template, Scene, new CampaignTracking());
        return ((TemplateCompilation.Compiled)TemplateCompiler.Compile(prepared.Template, Scene, prepared.Links)).Mail;
    }

    private static string Html()
    {
        var html = new StringBuilder("<!doctype html>\n<html><head><title>Offerte</title><style>td{padding:8px}</style></head><body>\n<table>\n");
        html.Append("<tr><td>Gentile {{firstName}} {{lastName}} di {{city}}</td></tr>\n{{#if vip}}<tr><td>Per te, cliente speciale</td></tr>{{/if}}\n");
        for (var row = 0; html.Length < HtmlSize; row++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"font-family:Arial,sans-serif;font-size:14px;color:#333333\">Offerta numero {row}: scopri perché è più conveniente. ");
            html.Append(5 + row < Fields ? $"Solo per te {{{{field{5 + row}}}}}." : "Fino a esaurimento.");
            if (row < Links)
                html.Append(CultureInfo.InvariantCulture, $" <a href=\"https://shop.example/offerte/{row}?utm_source=mail&amp;utm_campaign=primavera\">Vai</a>");
            html.Append("</td></tr>\n");
        }

        return html.Append("</table><p><a href=\"{{unsubscribeUrl}}\">Lascia la lista {{list.title}}</a></p></body></html>\n").ToString();
    }
}
