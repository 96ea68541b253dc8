using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

public class SmtpReplyTests
{
    [Theory]
    [InlineData("550 5.1.1 <anna@recipient.example>: Recipient address rejected: User unknown in local recipient table")]
    [InlineData("550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 double-checking the address")]
    [InlineData("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup")]
    [InlineData("554 delivery error: dd This user doesn't have a mail.example account (anna@mail.example) [0]")]
    [InlineData("550 5.1.2 <anna@nowhere.example>... Host unknown (Name server: nowhere.example: host not found)")]
    [InlineData("551 5.1.6 recipient no longer on server: anna@recipient.example")]
    [InlineData("550 5.1.1 unknown in relay recipient table")]
    [InlineData("550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)")]
    [InlineData("Unrouteable address")]
    public void An_address_that_does_not_exist_is_hard(string text) => Assert.Equal(BounceClass.Hard, ClassOf(text));

    [Theory]
    [InlineData("550-5.7.26 Unauthenticated email from shop.example is not accepted due to domain's DMARC policy.")]
    [InlineData("550-5.7.1 [192.0.2.1 12] Our system has detected that this message is likely unsolicited mail.")]
    [InlineData("421-4.7.0 Our system has detected an unusual rate of unsolicited mail originating from your IP address")]
    [InlineData("550 5.7.515 Access denied, sending domain SHOP.EXAMPLE doesn't meet the required authentication level.")]
    [InlineData("550 5.7.606 Access denied, banned sending IP [192.0.2.1]")]
    [InlineData("451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation.")]
    [InlineData("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using a list")]
    [InlineData("554 5.7.1 <anna@recipient.example>: Relay access denied")]
    [InlineData("553 5.1.8 <news@shop.example>... Domain of sender address news@shop.example does not exist")]
    [InlineData("550 5.1.1 RCP-P2 Refused due to recipient preferences")]
    [InlineData("554 5.6.0 This message has been scored as spam")]
    [InlineData("550-Verification failed for <news@shop.example>\n550-Unrouteable address\n550 Sender verify failed")]
    [InlineData("550 Messages with multiple addresses in From: header are not accepted.")]
    [InlineData("550 5.1.1 <anna@recipient.example> - 192.0.2.1 has sent to too many recipients this hour.")]
    public void What_speaks_of_the_sender_blocks_and_never_ends_an_address(string text) => Assert.Equal(BounceClass.Block, ClassOf(text));

    [Theory]
    [InlineData("552 5.2.2 <anna@recipient.example>: user is over quota")]
    [InlineData("5.1.0 - Unknown address error '5.2.2 <anna@recipient.example>... Mailbox Full' (delivery attempts: 0)")]
    [InlineData("552 5.3.4 Message too big for system")]
    [InlineData("450 4.2.0 <anna@recipient.example>: Recipient address rejected: Greylisted, please try again in 5 minutes")]
    [InlineData("450 4.1.1 <anna@recipient.example>: Recipient address rejected: User unknown in virtual alias table")]
    [InlineData("550 5.2.1 The email account that you tried to reach is disabled.")]
    [InlineData("451 4.3.0 Error: queue file write error")]
    [InlineData("Host or domain name not found. Name service error for name=recipient.example: Host not found, try again")]
    [InlineData("550 Unknown user anna@recipient.example")]
    [InlineData("")]
    public void What_may_pass_or_is_in_doubt_is_soft(string text) => Assert.Equal(BounceClass.Soft, ClassOf(text));

    [Fact]
    public void An_unknown_user_without_a_code_of_its_own_counts_where_the_recipient_was_refused()
    {
        const string text = "550 <anna@recipient.example>: User unknown";
        Assert.Equal(BounceClass.Hard, ClassOf(text, SmtpCommand.RcptTo));
        // Carriers answer so to the content, when their user filters the sender's domain.
        Assert.Equal(BounceClass.Soft, ClassOf(text, SmtpCommand.Data));
        Assert.Equal(BounceClass.Block, ClassOf(text, SmtpCommand.MailFrom));
    }

    [Theory]
    [InlineData("host mx.example[192.0.2.1] said: 550 5.1.1 <a@b.example>: gone (in reply to RCPT TO command)", 550, "5.1.1", SmtpCommand.RcptTo)]
    [InlineData("Remote host said: 550-5.7.1 no", 550, "5.7.1", SmtpCommand.Unknown)]
    [InlineData("Sorry, no mailbox here by that name. (#5.1.1)", 0, "5.1.1", SmtpCommand.Unknown)]
    [InlineData("421 4.7.0 slow down 550 5.1.1 later line", 421, "4.7.0", SmtpCommand.Unknown)]
    [InlineData("connect to mx.example[192.0.2.55]:25: Connection timed out", 0, "0.0.0", SmtpCommand.Unknown)]
    [InlineData("did you see 5.1.1.7 or v5.1.1beta?", 0, "0.0.0", SmtpCommand.Unknown)]
    public void Codes_and_command_are_read_out_of_the_text(string text, int code, string status, SmtpCommand command)
    {
        var reply = SmtpReply.Read(text);
        Assert.Equal((code, status, command), (reply.Code, reply.Status.ToString(), reply.Command));
    }

    [Fact]
    public void A_reports_own_status_stands_in_only_where_the_reply_has_none()
    {
        EnhancedStatus.TryRead("5.1.1", out var status);
        Assert.Equal("5.1.1", SmtpReply.Read("550 no", status).Status.ToString());
        Assert.Equal("5.7.1", SmtpReply.Read("550 5.7.1 no", status).Status.ToString());
    }

    private static BounceClass ClassOf(string text, SmtpCommand command = SmtpCommand.Unknown) => SmtpReply.ClassOf(SmtpReply.Read(text, default, command).Reason());
}
