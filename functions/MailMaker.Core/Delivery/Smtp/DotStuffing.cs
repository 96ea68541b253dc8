using System.Buffers;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>A mail's content as DATA carries it: a dot at the beginning of a line is doubled (RFC 5321 §4.5.2), and a line of one dot ends it.</summary>
public static class DotStuffing
{
    /// <summary>What ends the content: the lone dot's line.</summary>
    public static ReadOnlySpan<byte> End => ".\r\n"u8;

    /// <summary>Whether some line begins with a dot.</summary>
    public static bool IsNeeded(ReadOnlySpan<byte> content) => content is [(byte)'.', ..] || content.IndexOf("\r\n."u8) >= 0;

    /// <summary>Writes content with its dots doubled, in as few pieces as it has such dots. The end of the content is not written.</summary>
    /// <param name="content">Lines that end in CRLF.</param>
    /// <param name="target">Where to.</param>
    public static void Write(ReadOnlySpan<byte> content, IBufferWriter<byte> target)
    {
        if (content is [(byte)'.', ..])
            target.Write("."u8);
        for (int at; (at = content.IndexOf("\r\n."u8)) >= 0; content = content[(at + 2)..])
        {
            target.Write(content[..(at + 2)]);
            target.Write("."u8);
        }

        target.Write(content);
    }
}
