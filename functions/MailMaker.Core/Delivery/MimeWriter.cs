using System.Buffers;
using System.Globalization;

namespace MailMaker.Core.Delivery;

/// <summary>Writes mails as RFC 5322 and MIME messages. The same mail always gives the same octets.</summary>
public static class MimeWriter
{
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "Return-Path", "Received", "DKIM-Signature",
    };

    /// <summary>Writes a mail; lines end in CRLF, none is longer than RFC 5322 allows.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="target">Where to; nothing is written when the mail is refused.</param>
    /// <returns>Null when written; else why the mail can't be one: <c>5.1.3</c> for the recipient's address, <c>5.1.7</c> for the sender's (RFC 3463 §3.2).</returns>
    /// <exception cref="ArgumentException">An extra header or the link out is not one.</exception>
    public static HandOver.PermanentFailure? Write(OutboundMail mail, IBufferWriter<byte> target)
    {
        if (MailAddressText.Of(mail.ToAddress) is not { } to)
            return new HandOver.PermanentFailure("5.1.3");
        var replyTo = mail.ReplyTo is null ? null : MailAddressText.Of(mail.ReplyTo);
        if (MailAddressText.Of(mail.FromAddress) is not { } from || (mail.ReplyTo is not null && replyTo is null))
            return new HandOver.PermanentFailure("5.1.7");

        var output = new MimeOutput(target);
        WriteOrigin(mail, from, to, replyTo, ref output);
        WriteLists(mail, ref output);
        WriteFeedbackId(mail, ref output);
        foreach (var (name, value) in mail.Headers)
            WriteExtra(name, value, ref output);
        output.Write("MIME-Version: 1.0"u8);
        output.EndLine();
        WriteContent(mail, ref output);
        output.Flush();
        return null;
    }

    /// <summary>The Message-ID, without angle brackets, of a mail that brings none.</summary>
    /// <param name="operationId">The mail's operation id.</param>
    /// <param name="fromAddress">The sender's address in ASCII.</param>
    internal static string MessageIdOf(Guid operationId, string fromAddress) => $"{operationId:N}@{fromAddress.AsSpan(fromAddress.LastIndexOf('@') + 1)}";

    private static void WriteOrigin(OutboundMail mail, string from, string to, string? replyTo, ref MimeOutput output)
    {
        output.Write("From: "u8);
        HeaderText.Mailbox(mail.FromName, from, ref output);
        output.Write("To: "u8);
        HeaderText.Mailbox(mail.ToName, to, ref output);
        if (replyTo is not null)
        {
            output.Write("Reply-To: "u8);
            HeaderText.Mailbox("", replyTo, ref output);
        }

        output.Write("Subject: "u8);
        HeaderText.Unstructured(mail.Subject, ref output);
        WriteDate(mail.Date, ref output);
        output.Write("Message-ID: <"u8);
        output.Write(mail.MessageId is { } id ? Token(id) : MessageIdOf(mail.OperationId, from));
        output.Write(">"u8);
        output.EndLine();
    }

    private static void WriteDate(DateTimeOffset date, ref MimeOutput output)
    {
        output.Write("Date: "u8);
        // "r" has a quick way of its own in .NET; its zone, GMT, is obsolete in mail (RFC 5322 §4.3).
        var room = output.Reserve(40);
        date.UtcDateTime.TryFormat(room, out var length, "r", CultureInfo.InvariantCulture);
        output.Advance(length - " GMT".Length);
        output.Write(" +0000"u8);
        output.EndLine();
    }

    private static void WriteLists(OutboundMail mail, ref MimeOutput output)
    {
        if (mail.ListUnsubscribeUrl is not { } url)
            return;
        // RFC 8058 §3.1: one-click needs both fields, and DKIM must cover them.
        output.Write("List-Unsubscribe: <"u8);
        output.Write(Token(url));
        output.Write(">"u8);
        if (mail.ListUnsubscribeMailto is { } mailto)
        {
            // The first one that a client can use counts (RFC 2369 §3.2), and posting is quicker.
            output.Write(","u8);
            output.Fold();
            output.Write("<"u8);
            output.Write(Token(mailto));
            output.Write(">"u8);
        }

        output.EndLine();
        output.Write("List-Unsubscribe-Post: List-Unsubscribe=One-Click"u8);
        output.EndLine();
    }

    private static void WriteFeedbackId(OutboundMail mail, ref MimeOutput output)
    {
        if (mail.FeedbackId is not { } id)
            return;
        output.Write("Feedback-ID: "u8);
        output.Write(Token(id));
        output.EndLine();
    }

    private static void WriteExtra(string name, string value, ref MimeOutput output)
    {
        if (name.Length is 0 or > 60 || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains(':', StringComparison.Ordinal) || Own.Contains(name))
            throw new ArgumentException("An extra header has a name that is none or that MailMaker writes itself.");
        output.Write(name);
        output.Write(": "u8);
        HeaderText.Unstructured(value, ref output);
    }

    private static void WriteContent(OutboundMail mail, ref MimeOutput output)
    {
        var (noHtml, noText) = (mail.Rendered?.HtmlPart.IsEmpty ?? mail.Html.IsEmpty, mail.Rendered?.TextPart.IsEmpty ?? mail.Text.IsEmpty);
        if (noHtml || noText)
        {
            if (noHtml)
                WriteText(mail, ref output);
            else
                WriteHtml(mail, ref output);
            output.EndLine();
            return;
        }

        // "=_" stands in no quoted-printable and no base64 content (RFC 2045 §6.7 (5)): this boundary can't occur in a part, whatever it says.
        Span<byte> boundary = stackalloc byte[34];
        "=_"u8.CopyTo(boundary);
        mail.OperationId.TryFormat(boundary[2..], out _, "N");
        output.Write("Content-Type: multipart/alternative;\r\n boundary=\""u8);
        output.Write(boundary);
        output.Write("\"\r\n\r\n--"u8);
        output.Write(boundary);
        output.Write("\r\n"u8);
        WriteText(mail, ref output); // RFC 2046 §5.1.4: the plainest first
        output.Write("\r\n--"u8);
        output.Write(boundary);
        output.Write("\r\n"u8);
        WriteHtml(mail, ref output);
        output.Write("\r\n--"u8);
        output.Write(boundary);
        output.Write("--\r\n"u8);
    }

    private static void WriteText(OutboundMail mail, ref MimeOutput output)
    {
        if (mail.Rendered is { } rendered)
            MimeBody.Write("text/plain"u8, rendered.TextPart, ref output);
        else
            MimeBody.Write("text/plain"u8, mail.Text.Span, ref output);
    }

    private static void WriteHtml(OutboundMail mail, ref MimeOutput output)
    {
        if (mail.Rendered is { } rendered)
            MimeBody.Write("text/html"u8, rendered.HtmlPart, ref output);
        else
            MimeBody.Write("text/html"u8, mail.Html.Span, ref output);
    }

    // What stands between angle brackets: visible ASCII that can't end them.
    private static string Token(string text) =>
        text.Length is > 0 and < 900 && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && text.AsSpan().IndexOfAny('<', '>') < 0
            ? text
            : throw new ArgumentException("A link or message id holds a character that can't stand in a header.");
}
