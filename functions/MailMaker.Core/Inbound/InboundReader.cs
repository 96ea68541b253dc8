namespace MailMaker.Core.Inbound;

/// <summary>Understands mails that come back. Pure: no I/O, no clock; safe from any thread. Nothing that a mail holds makes it throw.</summary>
public static class InboundReader
{
    /// <summary>Reads a mail.</summary>
    /// <param name="bytes">The whole mail: headers, blank line, body.</param>
    /// <param name="mailbox">Which of our addresses it came to.</param>
    /// <returns>What it says.</returns>
    public static InboundReading Read(ReadOnlyMemory<byte> bytes, InboundMailbox mailbox) => new InboundReading.Unknown(UnknownReason.NotUnderstood);
}
