using System.Text;
using MailMaker.Core.Content;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>The words of a report, apart from the mail that it returns.</summary>
/// <param name="Text">What the reporting system says, line by line.</param>
/// <param name="Returned">What it shows of the returned mail within the same text, from the first header field on; empty when it is a part of its own.</param>
internal sealed record Notice(string Text, string Returned)
{
    private const int MostText = 64 * 1024;

    private SmtpCommand? shown;
    private SmtpCommand? told;

    private const int MostHtml = 128 * 1024;

    private static readonly string[] Decorated =
    [
        "original message", "original mail", "returned message", "returned mail", "unsent message", "message header follows", "message text follows", "undelivered message",
        "source mail", "message original", "messaggio originale", "mensaje original", "ursprüngliche nachricht", "forwarded message", "message body", "元のメッセージ", "원본 메시지", "원본 메일",
    ];

    private static readonly string[] Plain =
    [
        "below this line is a copy", "below the next line is a copy", "enclosed is a copy", "included is a copy", "this is a copy of", "below is a copy", "a copy of the original message", "copy of the message header",
        "header of the original message", "headers of the original message", "original message follows", "original message attached", "your message reads", "returned mail follows", "the message returned below is",
    ];

    private static readonly string[] Fields = ["Received:", "Return-Path:", "Message-ID:", "MIME-Version:", "DKIM-Signature:", "Content-Type: message/rfc822", "Content-Type: text/rfc822-headers"];

    /// <summary>The command that was refused to a recipient of whom this is said. The notice itself is searched once, however many recipients it has.</summary>
    public SmtpCommand CommandFor(string said) => Transcript.CommandIn(said, shown ??= Transcript.InDialogue(Text), told ??= ReplyCodes.CommandIn(Text));

    /// <summary>Reads the notice of a mail.</summary>
    public static Notice Of(InboundMail mail)
    {
        var text = new StringBuilder();
        foreach (var part in mail.Parts)
        {
            if (part.Message is not null && text.Length > 0)
                break;
            if (IsPlain(part))
                text.Append(Bounded(part.DecodeText(), MostText)).Append('\n');
        }
        if (IsBlank(text))
            foreach (var part in mail.Parts.Where(p => p.MediaType == "text/html" && !p.IsAttachment).Take(1))
                text.Append(Words(Bounded(part.DecodeText(), MostHtml)));
        return Split(Bounded(text.ToString(), MostText));
    }

    private static bool IsPlain(MimePart part) =>
        (part.MediaType.StartsWith("text/", StringComparison.Ordinal) && part.MediaType is not ("text/html" or "text/rfc822-headers") && part.Disposition?.Value != "attachment")
        || (part.IsMultipart && part.Children.Count == 0);

    // Some say text/html and write plain lines.
    private static string Words(string html) => html.Contains("</", StringComparison.Ordinal) ? HtmlText.Of(html) : html;

    private static Notice Split(string text)
    {
        var at = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var end = at + line.Length;
            if (IsMarker(line.Trim()) || IsField(line))
                return new Notice(text[..at], text[(IsField(line) ? at : Math.Min(end, text.Length))..].TrimStart());
            at = end < text.Length && text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
        }
        return new Notice(text, "");
    }

    private static bool IsMarker(ReadOnlySpan<char> line)
    {
        if (line.Length is < 6 or > 120 || line.Contains('@'))
            return false;
        foreach (var phrase in Plain)
            if (line.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        if (line[0] is not ('-' or '=' or '*' or '|' or '_' or '+' or '#') && line[^1] is not (':' or '：'))
            return false;
        foreach (var phrase in Decorated)
            if (line.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static bool IsField(ReadOnlySpan<char> line)
    {
        foreach (var field in Fields)
            if (line.StartsWith(field, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static bool IsBlank(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
            if (!char.IsWhiteSpace(text[i]))
                return false;
        return true;
    }

    private static string Bounded(string text, int most) => text.Length > most ? text[..most] : text;
}
