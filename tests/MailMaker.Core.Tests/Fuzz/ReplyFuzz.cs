using System.Text;
using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Replies of mail systems, which can say anything.</summary>
public sealed class ReplyFuzz : FuzzTarget
{
    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "550", "450 ", "5.1.1", "4.7.", "2.0.0", "-", " ", "\r\n", "#", "(", ")", "[", "]", "<a@b.example>", "@", "user unknown", "no such user", "doesn't", " have a ", "account", "quota", "spam", "policy", "in reply to RCPT TO", "(state 14)", "[RCPT_TO]", "5.999.999", "5.1.1.1",
        "é", "존재하지 않는", "\0", "…", "’");

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(
        "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in local recipient table (in reply to RCPT TO command)",
        "554 delivery error: dd This user doesn't have a b.example account (a@b.example) [0] - mta1.b.example",
        "421-4.7.0 [192.0.2.1 15] Our system has detected an unusual rate of mail\r\n421 4.7.0 see https://b.example/?p=Rate");

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var reply = SmtpReply.Read(text);
        var isHard = SmtpReply.ClassOf(reply.Reason()) == BounceClass.Hard;
        Assert.True(reply.Code is 0 or (>= 400 and < 600));
        Assert.False(isHard && reply.Status.Class == 4, "a transient refusal ended an address");
        _ = EnhancedStatus.TryRead(text, out _);
    }
}
