using System.Text;
using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

/// <summary>Mails that come back, written for these tests in the forms of the systems that write such mails.</summary>
internal static class Returned
{
    public const string Original = """
        Return-Path: <b.token@shop.example>
        Message-ID: <m1@shop.example>
        Feedback-ID: c1:list:shop
        List-Unsubscribe: <mailto:leave.token@shop.example>
        From: Shop <news@shop.example>
        To: <anna@recipient.example>
        Subject: News

        Hello
        """;

    /// <summary>A report by the standard (RFC 3464) with one recipient.</summary>
    public static string Report(string status, string diagnostic, string action = "failed", string more = "", string notice = "Your mail could not be delivered.") => $"""
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        To: b.token@shop.example
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        {notice}

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; anna@recipient.example
        {(more.Length > 0 ? more + "\n" : "")}Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; {diagnostic}

        --b
        Content-Type: message/rfc822

        {Original}

        --b--
        """;

    /// <summary>A notice in words alone.</summary>
    public static string Notice(string text, string from = "MAILER-DAEMON@mx.example", string subject = "failure notice", string more = "") => $"""
        Return-Path: <>
        From: {from}
        To: b.token@shop.example
        Subject: {subject}
        {(more.Length > 0 ? more + "\n" : "")}Content-Type: text/plain; charset=utf-8

        {text}
        """;

    public static InboundReading Read(string mail, InboundMailbox mailbox = InboundMailbox.Any) =>
        InboundReader.Read(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), mailbox);

    public static BouncedRecipient Only(string mail) => Assert.Single(Assert.IsType<InboundReading.Bounce>(Read(mail)).Recipients);
}
