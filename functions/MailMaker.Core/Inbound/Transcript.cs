namespace MailMaker.Core.Inbound;

/// <summary>Finds out which command the other side refused.</summary>
internal static class Transcript
{
    /// <summary>The command, from what is said of the recipient, or from a dialogue that the notice shows: Sendmail marks our side with
    /// <c>&gt;&gt;&gt;</c> and the other with <c>&lt;&lt;&lt;</c>.</summary>
    public static SmtpCommand CommandIn(string said, string notice)
    {
        var command = said.Length > 0 ? ReplyCodes.CommandIn(said) : SmtpCommand.Unknown;
        return command != SmtpCommand.Unknown ? command : InDialogue(notice) is var shown and not SmtpCommand.Unknown ? shown : said.Length > 0 ? SmtpCommand.Unknown : ReplyCodes.CommandIn(notice);
    }

    private static SmtpCommand InDialogue(string notice)
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
