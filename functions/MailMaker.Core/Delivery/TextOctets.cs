namespace MailMaker.Core.Delivery;

/// <summary>Text as octets with the line breaks of mail.</summary>
internal static class TextOctets
{
    /// <summary>The same octets with every line break (CRLF, LF, CR) as CRLF (RFC 2045 §6.8).</summary>
    public static byte[] WithLineBreaks(ReadOnlySpan<byte> octets)
    {
        var room = new byte[octets.Length + octets.Count((byte)'\n') + octets.Count((byte)'\r')];
        return room[..WithLineBreaks(octets, room)];
    }

    /// <summary>The same into given room, which holds twice the octets.</summary>
    public static int WithLineBreaks(ReadOnlySpan<byte> octets, Span<byte> room)
    {
        var length = 0;
        for (int at; (at = octets.IndexOfAny((byte)'\r', (byte)'\n')) >= 0;)
        {
            octets[..at].CopyTo(room[length..]);
            length += at;
            room[length++] = (byte)'\r';
            room[length++] = (byte)'\n';
            octets = octets[at..];
            octets = octets[(octets.StartsWith("\r\n"u8) ? 2 : 1)..];
        }

        octets.CopyTo(room[length..]);
        return length + octets.Length;
    }
}
