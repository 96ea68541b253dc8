using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

public class ComplaintTests
{
    private static string Report(string fields) => $"""
        From: feedback@isp.example
        To: fbl@shop.example
        Subject: Abuse report
        Content-Type: multipart/report; report-type=feedback-report; boundary="b"

        --b
        Content-Type: text/plain

        This is a report.

        --b
        Content-Type: message/feedback-report

        User-Agent: Isp/1.0
        Version: 1
        {fields}

        --b
        Content-Type: message/rfc822

        {Returned.Original}

        --b--
        """;

    [Theory]
    [InlineData("abuse", FeedbackType.Abuse)]
    [InlineData("Fraud", FeedbackType.Fraud)]
    [InlineData("virus", FeedbackType.Virus)]
    [InlineData("not-spam", FeedbackType.NotSpam)]
    [InlineData("opt-out", FeedbackType.OptOut)]
    [InlineData("something", FeedbackType.Other)]
    public void A_feedback_report_is_a_complaint_of_its_type(string word, FeedbackType expected) =>
        Assert.Equal(expected, Assert.IsType<InboundReading.Complaint>(Returned.Read(Report($"Feedback-Type: {word}"))).Type);

    [Fact]
    public void All_that_a_report_says_is_told()
    {
        var complaint = Assert.IsType<InboundReading.Complaint>(Returned.Read(Report(
            "Feedback-Type: abuse\nOriginal-Mail-From: <b.other@shop.example>\nOriginal-Rcpt-To: <anna@recipient.example>\nOriginal-Rcpt-To: bert@recipient.example\nSource-IP: 192.0.2.1")));
        Assert.Equal(["anna@recipient.example", "bert@recipient.example"], complaint.Recipients);
        Assert.Equal(("b.other@shop.example", "192.0.2.1", "c1:list:shop"), (complaint.MailFrom, complaint.SourceIp, complaint.Returned.FeedbackId));
    }

    [Fact]
    public void Where_the_recipient_is_left_out_the_returned_mail_names_it() =>
        Assert.Equal(["anna@recipient.example"], Assert.IsType<InboundReading.Complaint>(Returned.Read(Report("Feedback-Type: abuse"))).Recipients);

    [Theory]
    [InlineData("Feedback-Type: auth-failure\nAuth-Failure: dmarc")]
    [InlineData("Auth-Failure: spf")]
    public void A_report_of_an_authentication_failure_is_no_complaint(string fields) =>
        Assert.Equal(UnknownReason.AuthenticationReport, Assert.IsType<InboundReading.Unknown>(Returned.Read(Report(fields))).Reason);

    [Fact]
    public void The_form_of_outlook_is_a_complaint()
    {
        var mail = "From: staff@isp.example\nSubject: complaint about message from 192.0.2.1\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: anna@recipient.example\n"
            + Returned.Original + "\n--b--\n";
        Assert.Equal(["anna@recipient.example"], Assert.IsType<InboundReading.Complaint>(Returned.Read(mail)).Recipients);
    }

    [Theory]
    [InlineData("""{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"anna@recipient.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"source":"b.token@shop.example"}}""")]
    [InlineData("""{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"anna@recipient.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 \ud83d"}]},"mail":{"source":"b.token@shop.example","destination":["\udc00"]}}""")]
    [InlineData("""{"Type":"Notification","Message":"{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":[{\"emailAddress\":\"anna@recipient.example\",\"status\":\"5.1.1\"}]},\"mail\":{\"source\":\"b.token@shop.example\"}}"}""")]
    public void A_notification_of_amazon_is_read_bare_and_wrapped(string json)
    {
        var bounce = Assert.IsType<InboundReading.Bounce>(Returned.Read($"From: no-reply@sns.example\nSubject: Notification\n\n{json}\n\n--\nfooter\n"));
        Assert.Equal(("anna@recipient.example", BounceClass.Hard, "b.token@shop.example"), (bounce.Recipients[0].Address, bounce.Recipients[0].Class, bounce.Returned.ReturnPath));
    }

    [Fact]
    public void A_complaint_through_amazon_is_one() =>
        Assert.Equal(["anna@recipient.example"], Assert.IsType<InboundReading.Complaint>(Returned.Read(
            "From: no-reply@sns.example\nSubject: Notification\n\n{\"notificationType\":\"Complaint\",\"complaint\":{\"complaintFeedbackType\":\"abuse\",\"complainedRecipients\":[{\"emailAddress\":\"anna@recipient.example\"}]}}\n")).Recipients);
}
