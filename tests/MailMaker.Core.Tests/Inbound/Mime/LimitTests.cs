using System.Text;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

public class LimitTests
{
    [Fact]
    public void Nesting_ends_at_the_limit()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
            text.Append($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        var mail = Mails.Read(text.ToString());
        Assert.True(mail.Faults.HasFlag(MimeFaults.TooDeep));
        Assert.Equal(MimeLimits.MostDepth + 1, mail.Parts.Count());
    }

    [Fact]
    public void Messages_in_messages_end_at_the_limit()
    {
        var mail = Mails.Read(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 10_000)));
        var depth = 0;
        for (var inner = mail.Root.Message; inner is not null; inner = inner.Root.Message)
            depth++;
        Assert.Equal(MimeLimits.MostDepth, depth);
        Assert.True(mail.Faults.HasFlag(MimeFaults.TooDeep));
    }

    [Fact]
    public void Parts_beyond_the_limit_are_skipped()
    {
        var mail = Mails.Read($"Content-Type: multipart/mixed; boundary=b\n\n{string.Concat(Enumerable.Repeat("--b\n\nx\n", 5000))}--b--\n");
        Assert.Equal(MimeLimits.MostParts, mail.Parts.Count());
        Assert.Equal(MimeFaults.TooManyParts, mail.Faults);
    }

    [Fact]
    public void Fields_beyond_the_limit_are_skipped_and_long_ones_cut()
    {
        var mail = Mails.Read($"{string.Concat(Enumerable.Repeat("A: b\n", 5000))}\nbody");
        Assert.Equal((MimeLimits.MostFields, MimeFaults.TooManyFields), (mail.Fields.Count, mail.Faults));
        Assert.Equal("body", mail.BodyText());
        var lengthy = Mails.Read($"Subject: {new string('x', 1_000_000)}\n\nbody");
        Assert.Equal((MimeLimits.MostFieldOctets - 1, MimeFaults.FieldTooLong), (lengthy.Subject.Length, lengthy.Faults));
        Assert.Equal("body", lengthy.BodyText());
    }

    [Fact]
    public void Octets_beyond_the_limit_are_not_read()
    {
        byte[] bytes = [.. "Subject: s\r\n\r\n"u8, .. new byte[MimeLimits.MostOctets]];
        var mail = InboundMail.Read(bytes);
        Assert.Equal((MimeFaults.TooLarge, "s"), (mail.Faults, mail.Subject));
        Assert.Equal(MimeLimits.MostOctets - 14, mail.Root.Body.Length);
    }
}
