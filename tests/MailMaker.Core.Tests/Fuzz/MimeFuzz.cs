using MailMaker.Benchmarks.Corpora;
using MailMaker.Core.Inbound.Mime;
using MailMaker.Core.Tests.Inbound.Mime;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Whole messages.</summary>
public sealed class MimeFuzz : FuzzTarget
{
    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", ";", "--", "--b", "--b--", "\r\n--b\r\n", "\r\n--b--\r\n", "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: multipart/digest; boundary=\"\"\r\n",
        "Content-Type: message/rfc822\r\n", "Content-Type: message/delivery-status\r\n\r\n", "Content-Type: text/plain; charset=utf-7\r\n", "Content-Type: text/html; charset=iso-2022-jp\r\n",
        "Content-Type: text/plain; charset=hz-gb-2312\r\n", "Content-Type: text/plain; charset=gb18030\r\n", "Content-Type: text/plain; charset=utf-16\r\n", "Content-Type: text/plain; charset=x-iscii-de\r\n",
        "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: x-uuencode\r\n", "Content-Disposition: attachment; filename*0*=utf-8''%C3%",
        "From: ", "To: ", "Subject: ", "Date: ", "Message-ID: <", "=?utf-8?B?", "=?iso-2022-kr?Q?", "?=", "=?", "=", "=3D", "<", ">", "\"", "\\", "(", ")", "@", ",", "[", "]", "\x1b$B", "~{", "+AGE", "begin 644 a\n", "\0", "é", "한");

    protected override IReadOnlyList<string> Material => ["mime-*", "bounce-*", "arf-misc"];

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = [Mails.Bytes(Report), Mails.Bytes(Letter)];

    private const string Letter = """
        Return-Path: <>
        From: "Rossi, Anna" <anna@example.it>, Team: =?utf-8?Q?b=C3=A9?= <b@example.it>, c@example.it (C);
        Subject: =?iso-8859-1?Q?perch=E9?= =?euc-kr?B?x9GxuQ==?=
        Date: Fri, 21 Nov 1997 09:55:06 -0600 (CST)
        Message-ID: <1@example.it>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8; format=flowed
        Content-Transfer-Encoding: quoted-printable

        perch=C3=A9 =
        no
        --b
        Content-Type: application/pdf; name*0*=utf-8''perch%C3; name*1*=%A9.pdf
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="a.pdf"

        aGVsbG8=
        --b--
        """;

    private const string Report = """
        From: MAILER-DAEMON@example.com
        To: list@example.it
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        Your mail came back.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com

        Final-Recipient: rfc822; anna@example.com
        Action: failed
        Status: 5.1.1
        --b
        Content-Type: message/rfc822

        From: list@example.it
        Subject: News

        text
        --b--
        """;

    public override void Run(byte[] input)
    {
        var mail = InboundMail.Read(input);
        MimeWalk.Through(mail);
        Assert.True(mail.Parts.Count() <= MimeLimits.MostParts);
    }
}
