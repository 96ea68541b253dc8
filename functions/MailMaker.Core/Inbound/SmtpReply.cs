namespace MailMaker.Core.Inbound;

/// <summary>The answer of a mail system to a delivery: in a live dialogue, or quoted by a bounce.</summary>
/// <param name="Text">Its words; lines of one reply joined.</param>
/// <param name="Code">The basic code (RFC 5321 §4.2), 0 when there is none.</param>
/// <param name="Status">The enhanced code (RFC 3463); the default when there is none.</param>
/// <param name="Command">The command that it answers.</param>
public sealed record SmtpReply(string Text, int Code, EnhancedStatus Status, SmtpCommand Command)
{
    /// <summary>Reads the codes out of a reply's text, and prefers them to those of a report about it, which are often made up by the reporting system.</summary>
    /// <param name="text">The reply, or a sentence that quotes it.</param>
    /// <param name="status">What a report gives as the status, or the default.</param>
    /// <param name="command">The command, when known; else it is looked for in the text.</param>
    /// <returns>The reply.</returns>
    public static SmtpReply Read(string text, EnhancedStatus status = default, SmtpCommand command = SmtpCommand.Unknown)
    {
        var (code, said) = ReplyCodes.Find(text);
        if (command == SmtpCommand.Unknown)
            command = ReplyCodes.CommandIn(text);
        return new SmtpReply(text, code, said.IsVague && status.Class != 0 ? status : said, command);
    }

    /// <summary>What the reply means.</summary>
    /// <returns>The reason.</returns>
    public ReplyReason Reason() => ReplyRules.ReasonOf(this);

    /// <summary>What a reason means for the address.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>The class.</returns>
    public static BounceClass ClassOf(ReplyReason reason) => reason switch
    {
        ReplyReason.UnknownRecipient or ReplyReason.UnknownDomain or ReplyReason.Moved => BounceClass.Hard,
        ReplyReason.Rate or ReplyReason.Content or ReplyReason.Authentication or ReplyReason.Reputation or ReplyReason.Policy or ReplyReason.Relay
            => BounceClass.Block,
        _ => BounceClass.Soft,
    };

    /// <summary>Whether the refusal holds for this try only (RFC 5321 §4.2.1, RFC 3463 §3.1).</summary>
    internal bool IsTransient => Status.Class == 4 || (Status.Class == 0 && Code is >= 400 and < 500);
}
