using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Mails that come back: reports of delivery, feedback reports, notices in words, notifications in JSON.</summary>
public sealed class InboundFuzz : FuzzTarget
{
    private const string Report = "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: Undeliverable\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\n<a@b.example>: host mx said: 550 no (in reply to RCPT TO command)\r\n"
        + "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nOriginal-Recipient: rfc822;c@d.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown\r\n"
        + "--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <1@x>\r\nTo: a@b.example\r\n\r\nhi\r\n--b--\r\n";

    private const string Feedback = "From: f@isp.example\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: <a@b.example>\r\nSource-IP: 192.0.2.1\r\n"
        + "--b\r\nContent-Type: message/rfc822\r\n\r\nTo: a@b.example\r\nX-HmXmrOriginalRecipient: a@b.example\r\n\r\nhi\r\n--b--\r\n";

    private const string Notice = "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n\r\nnot able to deliver\r\n\r\n<a@b.example>:\r\nRemote host said: 550 5.1.1 no\r\n\r\n>>> RCPT To:<a@b.example>\r\n<<< 550 no\r\n550 <a@b.example>... User unknown\r\n"
        + "--- Below this line is a copy of the message.\r\n\r\nReturn-Path: <n@s.example>\r\nTo: a@b.example\r\n";

    private const string Json = "Subject: x\r\n\r\n{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":[{\"emailAddress\":\"a@b.example\",\"status\":\"5.1.1\"}]},\"mail\":{\"headers\":[{\"name\":\"To\",\"value\":\"x\"}],\"destination\":[\"a@b.example\"]}}\r\n";

    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "a@b.example", "<", ">", "@", "\"", "...", "..", ".", ":", ";", " ", "\r\n", "\n", "\r\n\r\n", "--b\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Type: message/delivery-status\r\n\r\n", "Content-Type: text/html\r\n\r\n<p>",
        "Final-Recipient: rfc822;", "Action: ", "delayed", "Status: 5.", "Diagnostic-Code: ", "550 ", "5.1.1", "4.", "999999", "user unknown ", "quota ", ">>> DATA\r\n", "<<< 550 ", "To: ", "Received: ", "Message-ID: ", "宛先", "용량", "\0", "{", "}", "[", "\\\"", "é",
        "X-Failed-Recipients: ", "Feedback-Type: ", "Auto-Submitted: auto-replied\r\n", "> ", "\"notificationType\":\"Complaint\"", "=?utf-8?Q?");

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(Report, Feedback, Notice, Json);

    protected override IReadOnlyList<string> Material => ["bounce-*", "arf-misc"];

    public override void Run(byte[] input)
    {
        Check(InboundReader.Read(input, (InboundMailbox)(input.Length % 4)));
    }

    private static void Check(InboundReading reading)
    {
        Assert.NotNull(reading.Returned);
        if (reading is not InboundReading.Bounce bounce)
            return;
        Assert.NotEmpty(bounce.Recipients);
        Assert.Equal(bounce.Recipients.Count, bounce.Recipients.Select(r => r.Address.ToUpperInvariant()).Distinct().Count());
        Assert.All(bounce.Recipients, recipient =>
        {
            Assert.True(recipient.Address.Length > 2 && recipient.Address.Contains('@'));
            Assert.True(recipient.Diagnostic.Length <= 1000);
            Assert.False(recipient.Class == BounceClass.Hard && recipient.Action != DeliveryAction.Failed);
        });
    }
}
