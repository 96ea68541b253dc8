using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;
using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Delivery.Smtp;

public sealed class SmtpMeaningTests
{
    [Theory]
    [InlineData(550, "5.1.1 User unknown", SmtpCommand.RcptTo, "5.1.1")]
    [InlineData(550, "5.1.1 <a@b.example>\n5.1.1 User unknown", SmtpCommand.RcptTo, "5.1.1")]
    [InlineData(550, "No such user here", SmtpCommand.RcptTo, "5.1.1")]
    [InlineData(550, "No such user here", SmtpCommand.MailFrom, "5.7.1", FaultOf.Sender)] // the sender it is who is unknown
    [InlineData(550, "5.1.1 unknown", SmtpCommand.MailFrom, "5.1.8", FaultOf.Sender)]
    [InlineData(450, "4.2.2 over quota", SmtpCommand.MailFrom, "4.3.0", FaultOf.Channel)]
    [InlineData(554, "5.7.1 Relay access denied", SmtpCommand.RcptTo, "5.7.1", FaultOf.Sender)]
    [InlineData(554, "Relay access denied", SmtpCommand.RcptTo, "5.7.1", FaultOf.Sender)]
    [InlineData(552, "5.2.2 mailbox full", SmtpCommand.RcptTo, "5.2.2")]
    [InlineData(552, "message size exceeds fixed limit", SmtpCommand.Data, "5.3.4")]
    [InlineData(451, "4.7.1 Greylisted", SmtpCommand.RcptTo, "4.7.1")]
    [InlineData(451, "5.7.1 the classes differ", SmtpCommand.RcptTo, "4.7.1")]
    [InlineData(421, "4.3.2 shutting down", SmtpCommand.Data, "4.3.2")]
    [InlineData(554, "", SmtpCommand.Data, "5.0.0")]
    [InlineData(454, "", SmtpCommand.MailFrom, "4.0.0", FaultOf.Channel)]
    [InlineData(421, "4.7.0 too many connections", SmtpCommand.MailFrom, "4.7.0", FaultOf.Channel)]
    [InlineData(553, "5.7.1 Sender address rejected: not owned by user", SmtpCommand.MailFrom, "5.7.1", FaultOf.Sender)]
    [InlineData(552, "5.3.4 Message size exceeds fixed limit", SmtpCommand.MailFrom, "5.3.4", FaultOf.Message)]
    [InlineData(550, "5.7.1 Message refused by policy", SmtpCommand.RcptTo, "5.7.1", FaultOf.Message)]
    public void A_refusal_has_a_code_that_blames_whom_it_is_about(int basic, string text, SmtpCommand command, string expected, FaultOf fault = FaultOf.Message)
    {
        HandOver wanted = basic < 500 ? new HandOver.TemporaryFailure(expected) { Fault = fault } : new HandOver.PermanentFailure(expected) { Fault = fault };
        Assert.Equal(wanted, SmtpMeaning.Of(new SmtpAnswer(basic, text), command));
    }

    [Theory]
    [InlineData(530)]
    [InlineData(535)]
    public void No_mail_is_refused_for_good_because_of_a_password(int code) =>
        Assert.Equal(new HandOver.TemporaryFailure("4.7.0") { Fault = FaultOf.Channel }, SmtpMeaning.Of(new SmtpAnswer(code, "5.7.0 Authentication required"), SmtpCommand.MailFrom));

    [Fact]
    public void A_mail_that_was_taken_bears_the_relays_name_for_it() =>
        Assert.Equal(new HandOver.Accepted("2.0.0 Ok: queued as 4F2A"), SmtpMeaning.Of(new SmtpAnswer(250, "2.0.0 Ok: queued as 4F2A"), SmtpCommand.Data));
}
