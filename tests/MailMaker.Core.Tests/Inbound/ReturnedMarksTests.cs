using System.Text;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Inbound;
using MailMaker.Core.Inbound.Mime;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Inbound;

public sealed class ReturnedMarksTests
{
    private static readonly MailMark Mark = MailMark.Of(ContactId.Of(KeyKind.Fkey, "1"), CampaignTag.Of("acme", "spring"), "ada@example.com", new byte[8]);
    private static readonly InboundReading Nothing = new InboundReading.Unknown(UnknownReason.NotUnderstood);

    [Theory]
    [InlineData("To: <bounce+{0}@in.example.com>")]
    [InlineData("X-Original-To: bounce+{0}@in.example.com\r\nTo: somebody@example.com")]
    [InlineData("In-Reply-To: <{0}@in.example.com>")]
    [InlineData("References: <first@example.com>\r\n <{0}@in.example.com>")]
    public void A_mark_is_found_in_the_fields_of_a_mail(string fields) =>
        Assert.Equal([Mark], ReturnedMarks.MarksIn(Mail(string.Format(null, fields, Mark)), Nothing));

    [Fact]
    public void A_mark_is_found_in_what_is_returned()
    {
        var mail = Mail("To: x@example.com");
        Assert.Equal([Mark], ReturnedMarks.MarksIn(mail, Nothing with { Returned = ReturnedMail.None with { MessageId = $"{Mark}@in.example.com" } }));
        Assert.Equal([Mark], ReturnedMarks.MarksIn(mail, Nothing with { Returned = ReturnedMail.None with { ReturnPath = $"bounce+{Mark}@in.example.com" } }));
        Assert.Equal([Mark], ReturnedMarks.MarksIn(mail, new InboundReading.Complaint(FeedbackType.Abuse, [], $"bounce+{Mark}@in.example.com", "")));
        Assert.Empty(ReturnedMarks.MarksIn(mail, Nothing));
    }

    [Fact]
    public void A_token_is_found_in_a_subject_and_in_a_returned_link()
    {
        var token = new string('A', 80) + "-_9";
        Assert.Equal([token], ReturnedMarks.TokensIn(Mail($"Subject: unsubscribe {token}"), Nothing));
        var returned = ReturnedMail.None with { ListUnsubscribe = $"<https://m.example/u/{token}>, <mailto:unsubscribe@in.example?subject=unsubscribe%20{token}>" };
        Assert.Equal([token], ReturnedMarks.TokensIn(Mail("Subject: x"), Nothing with { Returned = returned }));
    }

    private static InboundMail Mail(string fields) => InboundMail.Read(Encoding.ASCII.GetBytes(fields + "\r\n\r\nBody\r\n"));
}
