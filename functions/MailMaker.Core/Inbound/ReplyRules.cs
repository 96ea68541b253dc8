namespace MailMaker.Core.Inbound;

/// <summary>What a reply means: first by its words, then by its codes, and with the doubt that both leave.</summary>
internal static class ReplyRules
{
    /// <summary>The reason of a reply.</summary>
    public static ReplyReason ReasonOf(SmtpReply reply)
    {
        var words = ReplyWords.Of(reply.Text);
        var reason = ByWords(words);
        if (reason is ReplyReason.Unclear or ReplyReason.DoubtfulRecipient)
            reason = ByCodes(reply, reason, words);
        return Tempered(reply, reason);
    }

    private static ReplyReason ByWords(ReplyWords words)
    {
        foreach (var (reason, phrases) in ReplyPhrases.Table)
            foreach (var phrase in phrases)
                if (words.Has(phrase))
                    return reason;
        return ReplyReason.Unclear;
    }

    // RFC 3463 §3: subject and detail, where the words don't say it. Microsoft numbers its own cases from 100 on: 5.1.351 is an unknown recipient,
    // 5.4.310 and up are DNS, 5.7.5xx authentication, 5.7.6xx and 5.7.7xx reputation.
    private static ReplyReason ByCodes(SmtpReply reply, ReplyReason said, ReplyWords words)
    {
        var doubtful = said == ReplyReason.DoubtfulRecipient;
        return reply.Status switch
        {
            { Subject: 1, Detail: 1 or 10 or 351 } => ReplyReason.UnknownRecipient,
            { Subject: 1, Detail: 2 } => ReplyReason.UnknownDomain,
            { Subject: 1, Detail: 6 } => ReplyReason.Moved,
            { Subject: 1, Detail: 7 or 8 } => ReplyReason.Policy,
            // A mailbox that is there, and closed (RFC 3463 §3.3).
            { Subject: 2, Detail: 1 } when words.Has("available") || words.Has("unavailable") => ReplyReason.MailboxDisabled,
            { Subject: 1, Detail: 0 or 3 } when doubtful => ReplyReason.UnknownRecipient,
            // Outlook.com says of a mailbox that it does not have what RFC 5321 §4.2.3 gives as the words for 550, with a code of its own.
            { Class: 5, Subject: 5, Detail: 0 } when doubtful && words.Has("requested action not taken mailbox unavailable") => ReplyReason.UnknownRecipient,
            _ when doubtful => reply.Command == SmtpCommand.RcptTo ? ReplyReason.UnknownRecipient : ReplyReason.DoubtfulRecipient,
            { Subject: 1 } => ReplyReason.DoubtfulRecipient,
            { Subject: 2, Detail: 1 } => ReplyReason.MailboxDisabled,
            { Subject: 2, Detail: 2 } => ReplyReason.MailboxFull,
            { Subject: 2, Detail: 3 } or { Subject: 3, Detail: 4 } => ReplyReason.TooBig,
            { Subject: 3 } => ReplyReason.System,
            { Subject: 4, Detail: 7 } => ReplyReason.Temporary,
            { Subject: 4 } => ReplyReason.Network,
            { Subject: 6 } => ReplyReason.Content,
            { Subject: 7, Detail: >= 20 and < 30 or >= 500 and < 600 } => ReplyReason.Authentication,
            { Subject: 7, Detail: >= 600 and < 800 } => ReplyReason.Reputation,
            { Subject: 7 } => ReplyReason.Policy,
            _ => reply.IsTransient ? ReplyReason.Temporary : ReplyReason.Unclear,
        };
    }

    private static ReplyReason Tempered(SmtpReply reply, ReplyReason reason)
    {
        if (reason is not (ReplyReason.UnknownRecipient or ReplyReason.UnknownDomain or ReplyReason.Moved or ReplyReason.DoubtfulRecipient))
            return reason;
        // Before RCPT the other side has not heard of the recipient: what it does not know is the sender.
        if (reply.Command is SmtpCommand.MailFrom or SmtpCommand.Connect)
            return ReplyReason.Policy;
        // "No longer with us" without a code is what people write, and the address beside it is often the one to use instead.
        var isSaidOnly = reason == ReplyReason.Moved && reply is { Code: 0, Status.Class: 0 };
        return reply.IsTransient || isSaidOnly ? ReplyReason.DoubtfulRecipient : reason;
    }
}
