using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Tests.Inbound;

/// <summary>A mail as it lies in the outbox, and what mail systems and people make of it.</summary>
internal sealed class SentMail(byte[] octets)
{
    private readonly InboundMail mail = InboundMail.Read(octets);

    public string To => mail.To[0].Address;

    public string ReturnPath => mail.ReturnPath!;

    public string MessageId => mail.MessageId!;

    public string FeedbackId => mail.Fields.Find("Feedback-ID")!.Value;

    /// <summary>Link and mailto of the way out, without brackets.</summary>
    public string[] WaysOut => [.. mail.Fields.Find("List-Unsubscribe")!.Value.Split(',').Select(w => w.Trim().Trim('<', '>'))];

    /// <summary>What the recipient's system sends to the return path (RFC 3464).</summary>
    public string Bounce(string status, string diagnostic, string? returnPath = null, string? recipient = null) => $"""
        Return-Path: <>
        Delivered-To: {returnPath ?? ReturnPath}
        From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
        To: {returnPath ?? ReturnPath}
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Message-ID: <{Guid.NewGuid():N}@mx.example.net>
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain; charset=us-ascii

        The mail system could not deliver your message.

        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; {recipient ?? To}
        Action: failed
        Status: {status}
        Diagnostic-Code: smtp; {diagnostic}

        --b1--

        """.ReplaceLineEndings("\r\n");

    /// <summary>What a mailbox provider sends when somebody presses the spam button (RFC 5965), with the recipient left out.</summary>
    public string Complaint() => $"""
        From: <feedback@provider.example>
        To: <abuse@in.example.com>
        Subject: Abuse report
        MIME-Version: 1.0
        Message-ID: <{Guid.NewGuid():N}@provider.example>
        Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

        --b1
        Content-Type: text/plain

        This is an abuse report for a mail that came from your system.

        --b1
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Provider/1.0
        Version: 1

        --b1
        Content-Type: message/rfc822

        From: news@acme.example
        To: redacted
        Subject: redacted
        Message-ID: <{MessageId}>

        redacted

        --b1--

        """.ReplaceLineEndings("\r\n");

    /// <summary>What a mail program sends that follows the mailto.</summary>
    public string Unsubscribe()
    {
        var mailto = new Uri(WaysOut[1]);
        return $"""
            Return-Path: <someone-else@example.net>
            From: Somebody <someone-else@example.net>
            To: {mailto.UserInfo}@{mailto.Host}
            Subject: {Uri.UnescapeDataString(mailto.Query["?subject=".Length..])}
            Message-ID: <{Guid.NewGuid():N}@example.net>

            .

            """.ReplaceLineEndings("\r\n");
    }

    /// <summary>What an annoyed person writes.</summary>
    public static string Annoyed(string from) => $"""
        From: <{from}>
        To: abuse@in.example.com
        Subject: Stop it
        Message-ID: <{Guid.NewGuid():N}@example.com>
        Content-Type: text/plain; charset=utf-8

        Why do you write to me? I want none of this.

        """.ReplaceLineEndings("\r\n");

    /// <summary>What a mail program answers while its owner is away (RFC 3834).</summary>
    public string OutOfOffice() => $"""
        From: <{To}>
        To: {ReturnPath}
        Subject: Out of office
        Auto-Submitted: auto-replied
        In-Reply-To: <{MessageId}>
        Message-ID: <{Guid.NewGuid():N}@example.com>

        I am away until Monday.

        """.ReplaceLineEndings("\r\n");
}
