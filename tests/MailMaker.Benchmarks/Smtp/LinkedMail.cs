using System.Buffers;
using System.Text;
using MailMaker.Core.Delivery;

namespace MailMaker.Benchmarks.Smtp;

/// <summary>A mail of 15 KB with 15 links, like a shop's newsletter.</summary>
internal static class LinkedMail
{
    private const int Links = 15;

    /// <summary>The HTML template.</summary>
    public static string Html()
    {
        var html = new StringBuilder("<!doctype html><html><body style=\"font-family:sans-serif\"><h1>{{firstName}}, news from {{city}}</h1>\n");
        for (var i = 1; i <= Links; i++)
        {
            html.Append("<table role=\"presentation\" width=\"100%\"><tr><td style=\"padding:12px;border-bottom:1px solid #ddd\"><h2>For {{lastName}}</h2>\n");
            while (html.Length < i * 930)
                html.Append("<p>Made slowly and meant to last: linen, wool and wood from small workshops.</p>\n");
            html.Append("<p><a href=\"https://shop.example.com/articles/").Append(i).Append("?from=newsletter\">See it</a></p></td></tr></table>\n");
        }

        return html.Append("<p><a href=\"{{unsubscribeUrl}}\">No more of this</a></p></body></html>").ToString();
    }

    /// <summary>The octets of such a mail.</summary>
    public static byte[] Octets()
    {
        var octets = new ArrayBufferWriter<byte>();
        MimeWriter.Write(
            new OutboundMail
            {
                OperationId = Guid.Empty, Account = "bench", Campaign = "mail", FromAddress = "news@shop.example.com", ToAddress = "person@example.com", Subject = "Ada, news from Rome",
                Html = Html().AsMemory(), Date = DateTimeOffset.UnixEpoch,
            },
            octets);
        return octets.WrittenSpan.ToArray();
    }
}
