using System.Buffers;
using System.Text;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Tests.Delivery;

public sealed class MimeWriterTests
{
    private static readonly Guid Id = Guid.Parse("00112233-4455-8677-8899-aabbccddeeff");

    [Fact]
    public void A_way_to_leave_by_mail_stands_behind_the_link_and_the_feedback_id_in_one_piece()
    {
        var feedback = $"{new string('c', 40)}:{new string('l', 40)}:{new string('a', 40)}:mailmaker";
        var target = new ArrayBufferWriter<byte>();
        Assert.Null(MimeWriter.Write(
            Mail() with
            {
                ListUnsubscribeUrl = "https://m.example/u/abc", ListUnsubscribeMailto = "mailto:unsubscribe@in.example?subject=unsubscribe%20abc", FeedbackId = feedback,
            },
            target));
        var written = Encoding.ASCII.GetString(target.WrittenSpan);
        Assert.Contains(
            "List-Unsubscribe: <https://m.example/u/abc>,\r\n <mailto:unsubscribe@in.example?subject=unsubscribe%20abc>\r\n"
            + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", written, StringComparison.Ordinal);
        Assert.Contains($"\r\nFeedback-ID: {feedback}\r\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_is_written_as_this()
    {
        var mail = Mail() with { ReplyTo = "reply@shop.example", ListUnsubscribeUrl = "https://m.example/u/abc", Headers = [new("X-Campaign", "spring")] };

        Assert.Equal(
            """
            From: "Shop & Co." <news@shop.example>
            To: Maria <maria@example.org>
            Reply-To: reply@shop.example
            Subject: Hello
            Date: Mon, 02 Mar 2026 09:00:00 +0000
            Message-ID: <00112233445586778899aabbccddeeff@shop.example>
            List-Unsubscribe: <https://m.example/u/abc>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            X-Campaign: spring
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
             boundary="=_00112233445586778899aabbccddeeff"

            --=_00112233445586778899aabbccddeeff
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            hello
            --=_00112233445586778899aabbccddeeff
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p class=3D"x">hello</p>
            --=_00112233445586778899aabbccddeeff--

            """.ReplaceLineEndings("\r\n"),
            Write(mail));
    }

    [Fact]
    public void The_same_mail_gives_the_same_octets() => Assert.Equal(Write(Mail()), Write(Mail()));

    [Theory]
    [InlineData("not an address", "news@shop.example", "5.1.3")]
    [InlineData("a@example.org>\r\nBcc: <b@example.org", "news@shop.example", "5.1.3")]
    [InlineData("maria@example.org", "news", "5.1.7")]
    public void An_address_that_is_none_is_a_permanent_failure_and_writes_nothing(string to, string from, string code)
    {
        var target = new ArrayBufferWriter<byte>();

        Assert.Equal(new HandOver.PermanentFailure(code), MimeWriter.Write(Mail() with { ToAddress = to, FromAddress = from }, target));
        Assert.Equal(0, target.WrittenCount);
    }

    [Theory]
    [InlineData("evil\r\nBcc: all@example.com")]
    [InlineData("evil\nBcc: all@example.com")]
    [InlineData("\"evil\"\r\n\r\n<body>")]
    public void No_name_subject_or_header_value_can_add_a_line(string text)
    {
        var mail = Write(Mail() with { ToName = text, FromName = text, Subject = text, Headers = [new("X-A", text)] });

        Assert.Equal(8, mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Count(l => l[0] != ' '));
        Assert.DoesNotContain("\nBcc:", mail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Subject")]
    [InlineData("bcc")]
    [InlineData("X-A:")]
    [InlineData("X A")]
    [InlineData("")]
    [InlineData("X-A\r\nBcc")]
    public void An_extra_header_can_not_be_one_of_ours_or_none(string name) =>
        Assert.Throws<ArgumentException>(() => Write(Mail() with { Headers = [new(name, "x")] }));

    [Theory]
    [InlineData("https://m.example/u/a>\r\nBcc: x")]
    [InlineData("https://m.example/u/a b")]
    [InlineData("")]
    public void A_link_that_could_leave_its_brackets_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => Write(Mail() with { ListUnsubscribeUrl = url }));

    [Fact]
    public void Lines_stay_within_their_limits_whatever_the_text()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var mail = Write(Mail() with
            {
                Subject = RandomText.Of(random, 300),
                FromName = RandomText.Of(random, 100),
                ToName = RandomText.Of(random, 60),
                Html = RandomText.Of(random, 5000).AsMemory(),
                Text = RandomText.Of(random, 5000).AsMemory(),
                Headers = [new("X-" + new string('n', round % 58), RandomText.Of(random, 200))],
            });
            var header = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

            Assert.All(mail[..^2].Split("\r\n"), line =>
            {
                Assert.DoesNotContain('\r', line);
                Assert.DoesNotContain('\n', line);
                Assert.InRange(line.Length, 0, 78);
            });
            Assert.All(header.Split("\r\n").Where(l => l.Contains("=?", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 76));
            Assert.All(header.Split(' ', '\r', '\n').Where(w => w.StartsWith("=?", StringComparison.Ordinal)), word => Assert.InRange(word.Length, 0, 75));
            Assert.True(Ascii.IsValid(mail));
        }
    }

    [Fact]
    public void The_boundary_can_not_occur_in_a_part_that_quotes_it()
    {
        var quoted = "--=_" + Id.ToString("N") + "--\r\n";

        var mail = Write(Mail() with { Text = quoted.AsMemory(), Html = quoted.AsMemory() });

        Assert.Equal(3, mail.Split("\r\n").Count(l => l.StartsWith("--=_", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("plain words, a few è", "quoted-printable")]
    [InlineData("안녕하세요 고객님", "base64")]
    public void The_cheaper_encoding_is_chosen(string text, string expected) =>
        Assert.Contains($"Content-Transfer-Encoding: {expected}\r\n", Write(Mail() with { Html = default, Text = text.AsMemory() }), StringComparison.Ordinal);

    internal static OutboundMail Mail() => new()
    {
        OperationId = Id,
        Account = "acme",
        Campaign = "spring",
        FromAddress = "news@shop.example",
        FromName = "Shop & Co.",
        ToAddress = "maria@example.org",
        ToName = "Maria",
        Subject = "Hello",
        Html = "<p class=\"x\">hello</p>".AsMemory(),
        Text = "hello".AsMemory(),
        Date = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)),
    };

    private static string Write(OutboundMail mail)
    {
        var target = new ArrayBufferWriter<byte>();
        Assert.Null(MimeWriter.Write(mail, target));
        return Encoding.UTF8.GetString(target.WrittenSpan);
    }
}
