using System.Globalization;
using System.Text.Json;
using MailMaker.Core.Inbound;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Replies of mail systems without a mail around them: which of them end an address.</summary>
internal sealed class RepliesScorer : CorpusScorer
{
    public override string Name => "smtp-replies";

    public override string Needs => "smtp-replies/replies.jsonl";

    public override IEnumerable<CorpusScore> Score(string folder)
    {
        Tally hard = new(), wrong = new();
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var reply = ReplyOf(item);
            var (isHard, wanted) = (SmtpReply.ClassOf(reply.Reason()) == BounceClass.Hard, item.GetProperty("hardbounce").GetBoolean());
            var told = $"{item.GetProperty("reason")}, but {reply.Reason()}: {reply.Text}";
            hard.Count(isHard == wanted, told);
            wrong.Count(isHard && !wanted, told, countsAgainst: true);
        }

        yield return hard.Score("smtp-replies: hard flag", Mark.AtLeast(.97));
        yield return wrong.Score("smtp-replies: wrong suppressions", Mark.AtMost(.005));
    }

    private static SmtpReply ReplyOf(JsonElement item)
    {
        _ = EnhancedStatus.TryRead(item.GetProperty("status").GetString(), out var status);
        // Details from 900 on are another program's own numbers for what it found out from the text.
        var reply = SmtpReply.Read(item.GetProperty("diagnostic").GetString()!, status.Detail >= 900 ? default : status, CommandOf(item.GetProperty("command").GetString()));
        return reply.Code == 0 && int.TryParse(item.GetProperty("replycode").GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? reply with { Code = code } : reply;
    }

    private static SmtpCommand CommandOf(string? command) => command switch
    {
        "RCPT" => SmtpCommand.RcptTo,
        "MAIL" => SmtpCommand.MailFrom,
        "DATA" => SmtpCommand.Data,
        "HELO" or "EHLO" or "CONN" => SmtpCommand.Connect,
        _ => SmtpCommand.Unknown,
    };
}
