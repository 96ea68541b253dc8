namespace MailMaker.Core.Inbound.Mime;

/// <summary>Quoted-printable as found in mails (RFC 2045 §6.7): what is not an escape stays as it is.</summary>
internal static class QuotedPrintableDecoder
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var (to, written) = (new byte[text.Length], 0);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            var hasReturn = !line.IsEmpty && line[^1] == (byte)'\r';
            var content = line.TrimEnd(" \t\r"u8); // §6.7 rule 3: blanks at the end of a line were added on the way
            var soft = !content.IsEmpty && content[^1] == (byte)'=';
            written += DecodeLine(soft ? content[..^1] : content, to.AsSpan(written));
            if (soft || end < 0)
                continue;
            if (hasReturn)
                to[written++] = (byte)'\r';
            to[written++] = (byte)'\n';
        }

        return to[..written];
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> to)
    {
        var written = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == (byte)'=' && i + 2 < line.Length && Hex(line[i + 1]) is var high and >= 0 && Hex(line[i + 2]) is var low and >= 0)
            {
                to[written++] = (byte)(high << 4 | low);
                i += 2;
            }
            else
            {
                to[written++] = line[i];
            }
        }

        return written;
    }

    private static int Hex(byte octet) => octet switch
    {
        >= (byte)'0' and <= (byte)'9' => octet - '0',
        >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => octet - 'a' + 10,
        _ => -1,
    };
}
