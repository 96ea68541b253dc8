namespace MailMaker.Core.Inbound.Mime;

/// <summary>Base64 as found in mails (RFC 2045 §6.8): whatever is not of the alphabet is skipped, padding may be absent or stand between pieces.</summary>
internal static class Base64Decoder
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var (to, written) = (new byte[text.Length / 4 * 3 + 3], 0);
        var (bits, count) = (0, 0);
        foreach (var octet in text)
        {
            var value = ValueOf(octet);
            if (value >= 0)
            {
                bits = bits << 6 | value;
                count += 6;
                if (count < 24)
                    continue;
                (to[written], to[written + 1], to[written + 2]) = ((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
                written += 3;
                (bits, count) = (0, 0);
            }
            else if (octet == (byte)'=')
            {
                written += Rest(bits, count, to.AsSpan(written));
                (bits, count) = (0, 0);
            }
        }

        written += Rest(bits, count, to.AsSpan(written));
        return written == to.Length ? to : to[..written];
    }

    /// <summary>The six bits that a character stands for, or -1.</summary>
    public static int ValueOf(byte octet) => octet switch
    {
        >= (byte)'A' and <= (byte)'Z' => octet - 'A',
        >= (byte)'a' and <= (byte)'z' => octet - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => octet - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };

    private static int Rest(int bits, int count, Span<byte> to)
    {
        for (var left = count; left >= 8; left -= 8)
            to[(count - left) / 8] = (byte)(bits >> (left - 8));
        return count / 8;
    }
}
