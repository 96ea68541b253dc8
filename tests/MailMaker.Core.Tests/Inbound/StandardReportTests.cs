using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

public class StandardReportTests
{
    [Fact]
    public void A_report_by_the_standard_tells_recipient_status_and_words()
    {
        var recipient = Returned.Only(Returned.Report("5.1.1", "550 5.1.1 <anna@recipient.example>... User Unknown"));
        Assert.Equal(("anna@recipient.example", "", DeliveryAction.Failed, "5.1.1", BounceClass.Hard),
            (recipient.Address, recipient.OriginalRecipient, recipient.Action, recipient.Status.ToString(), recipient.Class));
        Assert.Equal("550 5.1.1 <anna@recipient.example>... User Unknown", recipient.Diagnostic);
    }

    [Fact]
    public void The_returned_mail_is_told_so_that_its_sending_can_be_found()
    {
        var returned = Returned.Read(Returned.Report("5.1.1", "550 no")).Returned;
        Assert.Equal(("m1@shop.example", "c1:list:shop", "<mailto:leave.token@shop.example>", "b.token@shop.example", "news@shop.example"),
            (returned.MessageId, returned.FeedbackId, returned.ListUnsubscribe, returned.ReturnPath, returned.From));
        Assert.Equal(["anna@recipient.example"], returned.To);
    }

    [Fact]
    public void Headers_alone_are_enough_of_a_returned_mail() =>
        Assert.Equal("m1@shop.example", Returned.Read(Returned.Report("5.1.1", "550 no").Replace("message/rfc822", "text/rfc822-headers", StringComparison.Ordinal)).Returned.MessageId);

    [Fact]
    public void The_address_that_was_written_to_is_told_beside_the_one_that_failed()
    {
        var recipient = Returned.Only(Returned.Report("5.1.1", "550 5.1.1 unknown", more: "Original-Recipient: rfc822;anna@alias.example"));
        Assert.Equal(("anna@recipient.example", "anna@alias.example"), (recipient.Address, recipient.OriginalRecipient));
    }

    [Fact]
    public void A_mailbox_of_the_other_systems_own_is_no_address()
    {
        var mail = Returned.Report("5.2.0", "mailbox trouble", more: "Original-Recipient: rfc822;anna@alias.example").Replace("rfc822; anna@recipient.example", "rfc822; anna@store7", StringComparison.Ordinal);
        Assert.Equal("anna@alias.example", Returned.Only(mail).Address);
    }

    [Fact]
    public void A_delay_is_never_hard()
    {
        var recipient = Returned.Only(Returned.Report("4.1.1", "550 5.1.1 user unknown", action: "delayed"));
        Assert.Equal((DeliveryAction.Delayed, BounceClass.Soft), (recipient.Action, recipient.Class));
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("relayed")]
    [InlineData("expanded")]
    public void A_report_of_success_is_no_bounce(string action) =>
        Assert.Equal(UnknownReason.Delivered, Assert.IsType<InboundReading.Unknown>(Returned.Read(Returned.Report("2.0.0", "250 ok", action))).Reason);

    [Fact]
    public void A_status_without_words_is_enough() =>
        Assert.Equal(BounceClass.Hard, Returned.Only(Returned.Report("5.1.1", "")).Class);

    [Fact]
    public void The_notice_tells_which_command_was_refused()
    {
        var refused = Returned.Report("5.0.0", "550 Unknown user", notice: "<anna@recipient.example>: host mx.example said: 550 Unknown user (in reply to RCPT TO command)");
        Assert.Equal(BounceClass.Hard, Returned.Only(refused).Class);
        Assert.Equal(BounceClass.Soft, Returned.Only(refused.Replace("RCPT TO command", "end of DATA command", StringComparison.Ordinal)).Class);
    }

    [Fact]
    public void Recipients_without_an_empty_line_between_them_are_two()
    {
        var mail = Returned.Report("5.1.1", "550 5.1.1 unknown\nFinal-Recipient: rfc822; <bert@recipient.example>\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 full");
        var recipients = Assert.IsType<InboundReading.Bounce>(Returned.Read(mail)).Recipients;
        Assert.Equal([("anna@recipient.example", BounceClass.Hard), ("bert@recipient.example", BounceClass.Soft)], recipients.Select(r => (r.Address, r.Class)));
    }

    [Fact]
    public void A_report_that_was_forwarded_as_text_is_still_read()
    {
        var mail = Returned.Notice("> Final-Recipient: rfc822; anna@recipient.example\n> Action: failed\n> Status: 5.1.1\n> Diagnostic-Code: smtp; 550 5.1.1 unknown", from: "bert@shop.example", subject: "Fwd: Returned mail");
        Assert.Equal(("anna@recipient.example", BounceClass.Hard), (Returned.Only(mail).Address, Returned.Only(mail).Class));
    }

    [Fact]
    public void A_report_that_names_nobody_is_soft_for_the_only_one_the_mail_went_to()
    {
        var mail = Returned.Report("5.1.1", "550 5.1.1 user unknown").Replace("Final-Recipient: rfc822; anna@recipient.example", "X-Other: 1", StringComparison.Ordinal);
        Assert.Equal(("anna@recipient.example", BounceClass.Soft), (Returned.Only(mail).Address, Returned.Only(mail).Class));
    }

    [Fact]
    public void A_report_wrapped_by_a_gateway_is_found()
    {
        var mail = $"From: gateway@mx.example\nSubject: Notification\nContent-Type: multipart/mixed; boundary=\"w\"\n\n--w\nContent-Type: text/plain\n\nSee below.\n\n--w\nContent-Type: message/rfc822\n\n{Returned.Report("5.1.1", "550 5.1.1 unknown")}\n--w--\n";
        Assert.Equal("anna@recipient.example", Returned.Only(mail).Address);
    }
}
