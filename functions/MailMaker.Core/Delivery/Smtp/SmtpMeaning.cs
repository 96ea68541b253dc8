using MailMaker.Core.Inbound;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>What a server's replies mean for the mail that was offered.</summary>
public static class SmtpMeaning
{
    /// <summary>The server can't be reached, or greets nobody (RFC 3463 §3.5). The mail was not offered.</summary>
    public const string Unreachable = "4.4.1";

    /// <summary>The connection broke, or stood still, before the end of the mail. It was not taken.</summary>
    public const string Broken = "4.4.2";

    /// <summary>The end of the mail was sent and its reply did not come: whether it was taken is not known.</summary>
    public const string ReplyLost = "4.4.0";

    /// <summary>What came was no reply of SMTP (RFC 3463 §3.6). The mail was not taken.</summary>
    public const string Garbage = "4.5.0";

    /// <summary>All connections are busy for longer than a mail may wait.</summary>
    public const string Busy = "4.3.2";

    /// <summary>The server does not let us in: sign-in, encryption or certificate (RFC 4954 §6). It is the settings that must change.</summary>
    public const string NotLetIn = "4.7.0";

    private const int LongestReference = 120;

    /// <summary>What the reply to a command means.</summary>
    /// <param name="answer">The reply; of DATA's two the last one when it is 2xx.</param>
    /// <param name="command">The command.</param>
    public static HandOver Of(SmtpAnswer answer, SmtpCommand command)
    {
        if (answer.IsDone)
            return new HandOver.Accepted(ReferenceOf(answer));
        // RFC 4954 §6: 530, 534, 535 and 538 speak of the sign-in. No mail is refused for good because of a password.
        if (answer.Code is 530 or 534 or 535 or 538)
            return new HandOver.TemporaryFailure(NotLetIn) { Fault = FaultOf.Channel };
        if (answer.Code is < 400 or > 599)
            return new HandOver.TemporaryFailure(Garbage);
        var status = StatusOf(answer, command);
        var fault = FaultIn(answer, status, command);
        return answer.IsNotNow ? new HandOver.TemporaryFailure(status.ToString()) { Fault = fault } : new HandOver.PermanentFailure(status.ToString()) { Fault = fault };
    }

    // Before the recipient was named, nothing is said of it; the mail's size and alphabet (x.3.4, x.5, x.6) are its own, since MAIL declares them.
    private static FaultOf FaultIn(SmtpAnswer answer, EnhancedStatus status, SmtpCommand command) => (command, status) switch
    {
        (SmtpCommand.Connect, _) => FaultOf.Channel,
        (SmtpCommand.MailFrom, { Subject: 3, Detail: 4 } or { Subject: 5 or 6 }) => FaultOf.Message,
        (SmtpCommand.MailFrom, _) when answer.IsClosing || status is { Subject: 3 or 4 } or { Subject: 0, Class: 4 } => FaultOf.Channel,
        (SmtpCommand.MailFrom, _) => FaultOf.Sender,
        (SmtpCommand.RcptTo, _) when answer.ToReply(command).Reason() == ReplyReason.Relay => FaultOf.Sender,
        _ => FaultOf.Message,
    };

    /// <summary>The enhanced code of a refusal: the reply's own, or the one that its words stand for (RFC 3463 §2).</summary>
    /// <param name="answer">A reply of class 4 or 5.</param>
    /// <param name="command">The command that it answers.</param>
    internal static EnhancedStatus StatusOf(SmtpAnswer answer, SmtpCommand command)
    {
        var reply = answer.ToReply(command);
        var severity = answer.Code / 100; // RFC 2034 §4: the classes agree; where they don't, the basic code is what every sender obeys
        var said = EnhancedStatus.TryRead(answer.Text, out var own) && !own.IsVague ? own : StatusOf(reply.Reason());
        return SenderOwn(said, command) with { Class = severity };
    }

    // What was said before the recipient was named is about the sender or the server, whatever the code: nobody's address is to blame for it.
    private static EnhancedStatus SenderOwn(EnhancedStatus said, SmtpCommand command) => (command, said) switch
    {
        (SmtpCommand.MailFrom, { Subject: 1, Detail: not 7 }) => said with { Detail = 8 }, // RFC 3463 §3.2: bad sender's system address
        (SmtpCommand.MailFrom, { Subject: 2 }) or (SmtpCommand.Connect, { Subject: 1 or 2 }) => said with { Subject = 3, Detail = 0 },
        _ => said,
    };

    private static EnhancedStatus StatusOf(ReplyReason reason) => reason switch
    {
        ReplyReason.UnknownRecipient => new(0, 1, 1),
        ReplyReason.UnknownDomain => new(0, 1, 2),
        ReplyReason.Moved => new(0, 1, 6),
        ReplyReason.DoubtfulRecipient => new(0, 1, 0),
        ReplyReason.MailboxFull => new(0, 2, 2),
        ReplyReason.MailboxDisabled => new(0, 2, 1),
        ReplyReason.TooBig => new(0, 3, 4),
        ReplyReason.System => new(0, 3, 0),
        ReplyReason.Network => new(0, 4, 0),
        ReplyReason.Rate => new(0, 7, 28), // IANA: mail flood detected
        ReplyReason.Authentication => new(0, 7, 26), // RFC 7372 §3.3: multiple authentication checks failed
        ReplyReason.Content or ReplyReason.Reputation or ReplyReason.Policy or ReplyReason.Relay => new(0, 7, 1),
        _ => new(0, 0, 0),
    };

    private static string ReferenceOf(SmtpAnswer answer) => answer.Text.Length <= LongestReference ? answer.Text : answer.Text[..LongestReference];
}
