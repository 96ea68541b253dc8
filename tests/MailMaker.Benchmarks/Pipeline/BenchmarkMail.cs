using System.Text;

namespace MailMaker.Benchmarks.Pipeline;

/// <summary>A mail of 15 KB with 20 merged fields and 15 tracked links, like a shop's newsletter.</summary>
internal static class BenchmarkMail
{
    private const int Links = 15;

    private static readonly string[] Fields =
    [
        "firstName", "lastName", "city", "street", "postalCode", "country", "language", "gender", "birthDate", "mobile",
        "email", "fkey", "firstName", "lastName", "city", "country", "list.title", "sender.name", "campaign.name", "unsubscribeUrl",
    ];

    /// <summary>The HTML template.</summary>
    public static string Html()
    {
        var html = new StringBuilder("<!doctype html><html><body style=\"font-family:sans-serif\">");
        for (var i = 0; i < Fields.Length; i++)
        {
            var field = Fields[i];
            html.Append("<table role=\"presentation\" width=\"100%\"><tr><td style=\"padding:12px;border-bottom:1px solid #ddd\"><h2>{{").Append(field).Append("}}</h2>");
            if (i < Links)
                html.Append("<a href=\"https://shop.example/things/").Append(i).Append("?from=mail\">See it</a>");
            while (html.Length % 720 < 600)
                html.Append("<p>Made slowly and meant to last: linen, wool and wood from small workshops.</p>");
            html.Append("</td></tr></table>\n");
        }

        while (html.Length < 15_000)
            html.Append("<p>Made slowly and meant to last: linen, wool and wood from small workshops.</p>\n");
        return html.Append("</body></html>").ToString();
    }
}
