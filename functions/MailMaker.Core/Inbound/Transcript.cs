namespace MailMaker.Core.Inbound;

/// <summary>Finds out which command the other side refused.</summary>
internal static class Transcript
{
    /// <summary>The command that was refused to one recipient: what is said of it, else what the dialogue shows; only where nothing is said of it, what the notice says at all.</summary>
    /// <param name="said">What is said of the recipient.</param>
    /// <param name="dialogue">What <see cref="InDialogue"/> found.</param>
    /// <param name="notice">What the words of the whole notice say.</param>
    public static SmtpCommand CommandIn(string said, SmtpCommand dialogue, SmtpCommand notice)
    {
        var command = said.Length > 0 ? ReplyCodes.CommandIn(said) : SmtpCommand.Unknown;
        return command != SmtpCommand.Unknown ? command : dialogue != SmtpCommand.Unknown ? dialogue : said.Length > 0 ? SmtpCommand.Unknown : notice;
    }

    /// <summary>The first command that a dialogue in the notice shows refused: Sendmail marks our side with <c>&gt;&gt;&gt;</c> and the other with <c>&lt;&lt;&lt;</c>.</summary>
    public static SmtpCommand InDialogue(string notice)
    {
        var command = SmtpCommand.Unknown;
        foreach (var raw in notice.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (line.StartsWith(">>>", StringComparison.Ordinal))
                command = CommandOf(line.TrimStart("> "));
            else if (line.StartsWith("<<<", StringComparison.Ordinal) && line.TrimStart("< ") is ['4' or '5', ..])
                return command;
        }
        return SmtpCommand.Unknown;
    }

    /// <summary>The command of a line of our side.</summary>
    public static SmtpCommand CommandOf(ReadOnlySpan<char> line) => line switch
    {
        _ when line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) => SmtpCommand.RcptTo,
        _ when line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) => SmtpCommand.MailFrom,
        _ when line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase) || line.StartsWith(".", StringComparison.Ordinal) => SmtpCommand.Data,
        _ when line.StartsWith("HELO", StringComparison.OrdinalIgnoreCase) || line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) => SmtpCommand.Connect,
        _ => SmtpCommand.Unknown,
    };
}
