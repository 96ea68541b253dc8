using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

public class StructureTests
{
    private const string Alternative = """
        Content-Type: multipart/alternative; boundary="b"

        preamble
        --b
        Content-Type: text/plain; charset=utf-8

        plain
        --b
        Content-Type: text/html

        <p>html
        --b--
        epilogue
        """;

    [Fact]
    public void A_multipart_gives_its_parts_without_preamble_and_epilogue()
    {
        var mail = Mails.Read(Alternative);
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], mail.Parts.Select(p => p.MediaType));
        Assert.Equal("plain", mail.BodyText());
        Assert.Equal("<p>html", mail.BodyHtml());
        Assert.Equal(MimeFaults.None, mail.Faults);
    }

    [Fact]
    public void A_missing_end_ends_with_the_message_or_the_multipart_around()
    {
        var mail = Mails.Read(Alternative[..Alternative.IndexOf("--b--", StringComparison.Ordinal)]);
        Assert.Equal("<p>html", mail.BodyHtml()!.Trim());
        Assert.Equal(MimeFaults.MissingEnd, mail.Faults);
        var outer = Mails.Read($"Content-Type: multipart/mixed; boundary=o\n\n--o\n{Alternative.Replace("--b--", "--", StringComparison.Ordinal)}\n--o\n\nlast\n--o--\n");
        Assert.Equal(2, outer.Root.Children.Count);
        Assert.Equal("last", outer.Root.Children[1].DecodeText());
    }

    [Fact]
    public void A_boundary_that_begins_like_another_is_another()
    {
        var mail = Mails.Read("Content-Type: multipart/mixed; boundary=b\n\n--bb\nnot a part\n--b \t\n\none\n--b-\n--b-x\n--b--\n");
        Assert.Equal("one\r\n--b-\r\n--b-x", Assert.Single(mail.Root.Children).DecodeText());
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed\n\nthe text")]
    [InlineData("Content-Type: multipart/mixed; boundary=nowhere\n\nthe text")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\n\nthe text")]
    public void A_multipart_without_parts_is_text(string message)
    {
        var mail = Mails.Read(message);
        Assert.Empty(mail.Root.Children);
        Assert.Equal("the text", mail.BodyText());
        Assert.Equal(MimeFaults.MissingBoundary, mail.Faults);
    }

    [Fact]
    public void An_embedded_message_speaks_for_itself()
    {
        var mail = Mails.Read($"Subject: outer\nContent-Type: multipart/report; boundary=r\n\n--r\n\ntext\n--r\nContent-Type: message/rfc822\n\nSubject: inner\n{Alternative}\n--r--\n");
        var inner = mail.FindPart("message/rfc822")!.Message!;
        Assert.Equal("inner", inner.Subject);
        Assert.Equal("<p>html", inner.BodyHtml());
        Assert.Null(mail.BodyHtml());
    }

    [Fact]
    public void An_embedded_message_may_be_encoded()
    {
        var mail = Mails.Read($"Content-Type: message/global\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Mails.Bytes("Subject: sì\n\nbody"))}\n");
        Assert.Equal("sì", mail.Root.Message!.Subject);
        Assert.Equal("body", mail.Root.Message.BodyText());
    }

    [Fact]
    public void A_report_gives_its_groups_of_fields()
    {
        var mail = Mails.Read("""
            Content-Type: multipart/report; report-type=delivery-status; boundary=r

            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; a@b.it
            Status: 5.1.1
            --r
            Content-Type: text/rfc822-headers

            Subject: sent
            Message-ID: <1@example.com>
            --r--
            """);
        var groups = mail.FindPart("message/delivery-status")!.ReadFieldGroups();
        Assert.Equal("dns; mx.example.com", groups[0].TextOf("reporting-mta"));
        Assert.Equal("5.1.1", groups[1].TextOf("status"));
        Assert.Equal("1@example.com", mail.FindPart("text/rfc822-headers")!.Message!.MessageId);
    }

    [Fact]
    public void Parts_of_a_digest_are_messages_by_themselves()
    {
        var mail = Mails.Read("Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: one\n\nx\n--d\nContent-Type: text/plain\n\ny\n--d--\n");
        Assert.Equal("one", mail.Root.Children[0].Message!.Subject);
        Assert.Null(mail.Root.Children[1].Message);
    }

    [Fact]
    public void Attachments_have_names_and_octets()
    {
        var mail = Mails.Read("""
            Content-Type: multipart/mixed; boundary=m

            --m

            text
            --m
            Content-Type: application/pdf; name="a.pdf"
            Content-Transfer-Encoding: base64
            Content-ID: <x@y>

            aGVs
            bG8=
            --m
            Content-Type: text/plain
            Content-Disposition: attachment; filename="b.txt"

            file
            --m--
            """);
        Assert.Equal(["a.pdf", "b.txt"], mail.Attachments.Select(p => p.FileName!));
        Assert.Equal("hello"u8, mail.Attachments.First().Decode().Span);
        Assert.Equal("x@y", mail.Attachments.First().ContentId);
        Assert.Equal("text", mail.BodyText());
    }

    [Fact]
    public void The_body_of_a_part_with_parts_ends_before_the_delimiter()
    {
        var mail = Mails.Read("Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/rfc822-headers\n\nSubject: s\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nx\n--i--\n--o--\n");
        Assert.Equal("Subject: s", mail.Root.Children[0].DecodeText());
        Assert.Equal("--i\r\n\r\nx\r\n--i--", mail.Root.Children[1].DecodeText());
    }
}
