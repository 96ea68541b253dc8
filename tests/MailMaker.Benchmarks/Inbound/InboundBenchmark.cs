using System.Text;
using MailMaker.Benchmarks.Corpora;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Benchmarks.Inbound;

/// <summary>Incoming messages taken apart and everything in them asked for, on one thread.</summary>
internal static class InboundBenchmark
{
    public static int Run()
    {
        var letter = $"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{string.Concat(Enumerable.Repeat("<p>Perch=C3=A9 no, one line of a newsletter as they are.</p>\r\n", 230))}";
        var report = Bytes("multipart/report; report-type=delivery-status", $"--b\r\n\r\nYour mail came back.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: News\r\nMessage-ID: <1@example.it>\r\n");
        var attachment = Bytes("multipart/mixed", $"--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(new byte[1 << 20], Base64FormattingOptions.InsertLineBreaks)}\r\n");
        foreach (var (what, mail) in new[] { ("A report of delivery", report), ("A 15-KB newsletter", Bytes("multipart/alternative", letter)), ("A mail with a 1-MB attachment", attachment) })
            Measure.PerSecond($"{what} ({mail.Length} octets)", () => MimeWalk.Through(InboundMail.Read(mail)));
        return 0;
    }

    private static byte[] Bytes(string type, string parts) => Encoding.UTF8.GetBytes(
        $"Return-Path: <>\r\nReceived: from a.example by b.example; Fri, 21 Nov 1997 09:55:06 -0600\r\nFrom: =?utf-8?Q?Nicol=C3=B2?= <n@example.it>\r\nTo: a@b.example\r\nSubject: =?utf-8?Q?Perch=C3=A9?=\r\n"
        + $"Date: Fri, 21 Nov 1997 09:55:06 -0600\r\nMessage-ID: <1@example.it>\r\nMIME-Version: 1.0\r\nContent-Type: {type}; boundary=b\r\n\r\n{parts}--b--\r\n");
}
