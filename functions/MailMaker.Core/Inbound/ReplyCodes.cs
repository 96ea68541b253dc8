namespace MailMaker.Core.Inbound;

/// <summary>Finds the codes, and the command that was answered, in the text of a reply or of a report about one.</summary>
internal static class ReplyCodes
{
    private static readonly (string Phrase, SmtpCommand Command)[] Commands =
    [
        ("in reply to rcpt to", SmtpCommand.RcptTo), ("in reply to mail from", SmtpCommand.MailFrom), ("in reply to end of data", SmtpCommand.Data),
        ("in reply to data", SmtpCommand.Data), ("in reply to helo", SmtpCommand.Connect), ("in reply to ehlo", SmtpCommand.Connect),
        ("after rcpt to", SmtpCommand.RcptTo), ("after rcpt command", SmtpCommand.RcptTo), ("after mail from", SmtpCommand.MailFrom),
        ("after end of data", SmtpCommand.Data), ("after data", SmtpCommand.Data), ("for text command", SmtpCommand.Data),
        ("for end of data", SmtpCommand.Data), ("after initial connection", SmtpCommand.Connect), ("refused to talk to me", SmtpCommand.Connect),
        ("after helo", SmtpCommand.Connect), ("after ehlo", SmtpCommand.Connect), ("my name was rejected", SmtpCommand.Connect),
        ("does not like recipient", SmtpCommand.RcptTo), ("most progress was rcpt to", SmtpCommand.RcptTo), ("following rcpt command", SmtpCommand.RcptTo), ("during rcpt", SmtpCommand.RcptTo), ("rcpt to response", SmtpCommand.RcptTo), ("rcpt to failed", SmtpCommand.RcptTo),
        ("smtp rcpt host", SmtpCommand.RcptTo), ("but sender was rejected", SmtpCommand.MailFrom), ("after i sent the message", SmtpCommand.Data),
        ("failed on data command", SmtpCommand.Data), ("rcpt to validation failed", SmtpCommand.RcptTo),
        ("did not like our rcpt to", SmtpCommand.RcptTo), ("did not like our mail from", SmtpCommand.MailFrom), ("did not like our data", SmtpCommand.Data),
    ];

    // Gmail numbers the states of its dialogue; Yahoo names the command in brackets.
    private static readonly (string Mark, SmtpCommand Command)[] Marks =
    [
        ("(state 14)", SmtpCommand.RcptTo), ("(state 12)", SmtpCommand.RcptTo), ("(state 13)", SmtpCommand.MailFrom), ("(state 9)", SmtpCommand.Connect), ("(state 15)", SmtpCommand.Data),
        ("(state 17)", SmtpCommand.Data), ("(state 18)", SmtpCommand.Data), ("[RCPT_TO]", SmtpCommand.RcptTo), ("[MAIL_FROM]", SmtpCommand.MailFrom), ("[END_OF_DATA]", SmtpCommand.Data),
    ];

    /// <summary>The first basic code and the most telling enhanced code of a text.</summary>
    public static (int Code, EnhancedStatus Status) Find(string text)
    {
        var code = 0;
        var best = default(EnhancedStatus);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('2' or '4' or '5') || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '-' or '@')))
                continue;
            if (EnhancedStatus.TryRead(text.AsSpan(at), out var status, out var length))
            {
                if (status.Class != 2 && best.IsVague)
                    best = status;
                at += length;
            }
            else if (code == 0 && text[at] != '2' && IsCode(text.AsSpan(at)))
            {
                code = int.Parse(text.AsSpan(at, 3), System.Globalization.CultureInfo.InvariantCulture);
                at += 2;
                // In "550-5.1.1" the hyphen says that more lines follow.
                if (at + 1 < text.Length && text[at + 1] == '-')
                    at++;
                if (at + 1 < text.Length && best.IsVague && EnhancedStatus.TryRead(text.AsSpan(at + 1), out status) && status.Class != 2)
                    best = status;
            }
        }
        return (code, best);
    }

    /// <summary>The command that a report says was answered.</summary>
    public static SmtpCommand CommandIn(string text)
    {
        foreach (var (mark, command) in Marks)
            if (text.Contains(mark, StringComparison.Ordinal))
                return command;
        var words = ReplyWords.Of(text);
        foreach (var (phrase, command) in Commands)
            if (words.Has(phrase))
                return command;
        return SmtpCommand.Unknown;
    }

    private static bool IsCode(ReadOnlySpan<char> text) =>
        text.Length >= 3 && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && text[1] <= '7'
        && (text.Length == 3 || text[3] is ' ' or '-' or '\t' or '\r' or '\n' or ':' or ')' or ']' or ',' or ';' or '#' or '\'' or '"');
}
