using System.Text;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

public class HeaderTests
{
    [Fact]
    public void A_folded_field_is_one_line()
    {
        var mail = Mails.Read("Subject: one\n two\n\t three\nX: y\n\nbody");
        Assert.Equal("one two three", mail.Subject);
        Assert.Equal("y", mail.Fields.TextOf("x"));
        Assert.Equal("body", mail.BodyText());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_may_end_as_on_any_system(string lineEnd)
    {
        var mail = InboundMail.Read(Encoding.ASCII.GetBytes($"Subject: s{lineEnd}To: a@b.it{lineEnd}{lineEnd}text{lineEnd}"));
        Assert.Equal("s", mail.Subject);
        Assert.Equal("a@b.it", Assert.Single(mail.To).Address);
        Assert.Equal("text", mail.BodyText()!.Trim());
    }

    [Fact]
    public void Blanks_before_the_colon_and_an_envelope_line_before_all_are_let_be()
    {
        var mail = Mails.Read("From someone@example.com Mon Jan  1 00:00:00 2024\nSubject : s\n\n");
        Assert.Equal("s", mail.Subject);
        Assert.Single(mail.Fields);
        Assert.Equal(MimeFaults.None, mail.Faults);
    }

    [Fact]
    public void A_line_that_is_no_field_begins_the_body_unless_fields_follow_it()
    {
        var lost = Mails.Read("Subject: long subject\nthat was wrapped badly\nTo: a@b.it\n\nbody");
        Assert.Equal("a@b.it", Assert.Single(lost.To).Address);
        Assert.Equal("body", lost.BodyText());
        var missing = Mails.Read("Subject: s\nThis is the body already.\n\nMore of it.");
        Assert.Equal("s", missing.Subject);
        Assert.StartsWith("This is the body already.", missing.BodyText(), StringComparison.Ordinal);
        Assert.True((lost.Faults & missing.Faults).HasFlag(MimeFaults.BrokenHeader));
    }

    [Fact]
    public void Raw_octets_in_a_header_are_utf_8_or_else_windows_1252()
    {
        Assert.Equal("perché 한국", Mails.WithField("Subject", "perché 한국").Subject);
        Assert.Equal("perché €", InboundMail.Read((byte[])[.. "Subject: perch"u8, 0xE9, .. " "u8, 0x80, .. "\r\n\r\n"u8]).Subject);
    }

    [Fact]
    public void A_message_may_be_nothing_but_fields_or_nothing_at_all()
    {
        Assert.Equal("s", Mails.Read("Subject: s").Subject);
        var nothing = InboundMail.Read(default);
        Assert.Empty(nothing.Fields);
        Assert.Equal("", nothing.BodyText());
        Assert.Null(nothing.Date);
        Assert.Null(nothing.MessageId);
        Assert.Empty(nothing.From);
    }

    [Fact]
    public void Identifiers_are_told_without_brackets_and_once()
    {
        var mail = Mails.Read("Message-ID: <1@a>\nIn-Reply-To: <2@b>\nReferences: <3@c>\n <2@b>\n\n");
        Assert.Equal("1@a", mail.MessageId);
        Assert.Equal(["2@b", "3@c"], mail.References);
    }

    [Fact]
    public void Of_two_senders_the_topmost_counts_and_of_receivers_all()
    {
        var mail = Mails.Read("From: a@b.it\nFrom: c@d.it\nTo: e@f.it\nTo: g@h.it\n\n");
        Assert.Equal("a@b.it", Assert.Single(mail.From).Address);
        Assert.Equal(["e@f.it", "g@h.it"], mail.To.Select(m => m.Address));
    }

    [Fact]
    public void The_null_sender_is_not_a_missing_one()
    {
        Assert.Equal("", Mails.WithField("Return-Path", "<>").ReturnPath);
        Assert.Equal("a@b.it", Mails.WithField("Return-Path", "<a@b.it>").ReturnPath);
        Assert.Null(Mails.WithField("X", "y").ReturnPath);
    }

    [Fact]
    public void Groups_of_fields_are_told_apart_by_empty_lines()
    {
        var groups = HeaderFields.ReadGroups(Mails.Bytes("\nA: 1\nB: 2\n  more\n\n\nno field at all\nC: 3\n"));
        Assert.Equal(2, groups.Count);
        Assert.Equal("2 more", groups[0].TextOf("b"));
        Assert.Equal("3", groups[1].TextOf("c"));
    }
}
