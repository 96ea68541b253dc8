using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>Writes the commands of a mail.</summary>
public static class SmtpCommands
{
    /// <summary>DATA.</summary>
    public static ReadOnlySpan<byte> Data => "DATA\r\n"u8;

    /// <summary>RSET: drops a mail that was begun.</summary>
    public static ReadOnlySpan<byte> Reset => "RSET\r\n"u8;

    /// <summary>QUIT.</summary>
    public static ReadOnlySpan<byte> Quit => "QUIT\r\n"u8;

    /// <summary>MAIL FROM, with what the server wants to know and offered to hear.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="content">The mail's octets.</param>
    /// <param name="offered">What the server offered.</param>
    /// <param name="target">Where to.</param>
    public static void Mail(SmtpEnvelope envelope, ReadOnlySpan<byte> content, SmtpCapabilities offered, IBufferWriter<byte> target)
    {
        target.Write("MAIL FROM:<"u8);
        Encoding.UTF8.GetBytes(envelope.From, target);
        target.Write(">"u8);
        if (offered.Size)
        {
            target.Write(" SIZE="u8);
            content.Length.TryFormat(target.GetSpan(16), out var length, provider: CultureInfo.InvariantCulture);
            target.Advance(length);
        }

        if (!Ascii.IsValid(content))
            target.Write(" BODY=8BITMIME"u8);
        if (envelope.NeedsUtf8)
            target.Write(" SMTPUTF8"u8);
        target.Write("\r\n"u8);
    }

    /// <summary>RCPT TO.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="target">Where to.</param>
    public static void Recipient(SmtpEnvelope envelope, IBufferWriter<byte> target)
    {
        target.Write("RCPT TO:<"u8);
        Encoding.UTF8.GetBytes(envelope.To, target);
        target.Write(">\r\n"u8);
    }

    /// <summary>Why a server can't be offered a mail at all, by what it said of itself; null when it can.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="content">The mail's octets.</param>
    /// <param name="offered">What the server offered.</param>
    public static HandOver.PermanentFailure? Refusal(SmtpEnvelope envelope, ReadOnlySpan<byte> content, SmtpCapabilities offered)
    {
        // RFC 6531 §3.2: such a mail is not sent to a server without the extension; 5.6.7 is its code (§4.2).
        if (envelope.NeedsUtf8 && !offered.Utf8)
            return new HandOver.PermanentFailure("5.6.7");
        // RFC 6152 §3: nothing above 127 without 8BITMIME; conversion is not possible in header fields.
        if (!offered.EightBitMime && !Ascii.IsValid(content))
            return new HandOver.PermanentFailure("5.6.3");
        return content.Length > offered.BiggestMail ? new HandOver.PermanentFailure("5.3.4") : null;
    }
}
