using System.Text;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Single header values: addresses, encoded words, parameters and dates, longer and stranger than in whole messages.</summary>
public sealed class HeaderFuzz : FuzzTarget
{
    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "a", "a@b.it", "<", ">", "<a@b.it>", "\"", "\\", "\\\"", "(", ")", "[", "]", ":", ";", ",", "@", ".", " ", "\t", "=?", "?=", "=?utf-8?Q?", "=?utf-8?B?", "=?us-ascii?Q?a?= ", "?", "=", "*", "*0*=", "*1=", "'", "''", "%C3", "%",
        "filename", "filename*=", "Mon, ", "1 Jan 2024 ", "10:11:12 ", "-0600", "+", "-", "2024-01-01T", "Jan", "é", "😀", "\0", "\r\n ", "\n", "9999999999");

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(
        "Anna <a@b.it>, \"B, C\" <b@c.it> (x (y)), Team: =?utf-8?Q?d=C3=A9?= <@r.it:d@e.it>;, f @ g . it",
        "attachment; filename*0*=utf-8'it'perch%C3; filename*1=\"x\"; filename=\"a\\\"b\"; size = 3 (octets)",
        "=?utf-8?Q?a?= =?utf-8?B?7ZWc6rWt?= =?iso-2022-jp*ja?B?GyRCRnxLXBsoQg==?= end",
        "Fri, 21 Nov 1997 09:55:06 -0600 (CST)", "2024-02-29T10:11:12.345+09:00", "07-Oct-94 10:00:00 UT", "<1@a> <2@b> 3@c");

    public override void Run(byte[] input)
    {
        var value = Encoding.UTF8.GetString(input);
        Assert.True(Mailbox.ReadList(value).Count <= MimeLimits.MostMailboxes);
        Assert.All(Mailbox.ReadList(value), mailbox => Assert.NotEmpty(mailbox.Address));
        Assert.True(HeaderValue.Read(value).Parameters.Count <= MimeLimits.MostParameters);
        Assert.True(!MailDate.TryParse(value, out var date) || date.Year > 0);
        Assert.DoesNotContain('\n', InboundMail.Read((byte[])[.. "Subject: "u8, .. input]).Subject);
    }
}
