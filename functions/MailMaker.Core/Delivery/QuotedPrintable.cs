namespace MailMaker.Core.Delivery;

/// <summary>Quoted-printable (RFC 2045 §6.7): octets that are mostly ASCII text, in lines of at most 76.</summary>
internal static class QuotedPrintable
{
    // One column is kept for the '=' of a soft line break.
    private const int Room = 75;

    /// <summary>Octets that take three.</summary>
    public static int CountEscaped(ReadOnlySpan<byte> octets)
    {
        var count = octets.Count((byte)'=');
        for (int at; (at = octets.IndexOfAnyExceptInRange((byte)0, (byte)0x7f)) >= 0;)
        {
            octets = octets[at..];
            var run = octets.IndexOfAnyInRange((byte)0, (byte)0x7f);
            if (run < 0)
                return count + octets.Length;
            count += run;
            octets = octets[run..];
        }

        return count;
    }

    /// <summary>Octets that the result can't exceed, when no more than <paramref name="escaped"/> of <paramref name="length"/> octets take three.</summary>
    public static int Bound(int length, int escaped)
    {
        // Each line has a soft break at its end and may have an escaped octet at its start.
        var flat = (long)length + 2L * escaped;
        return checked((int)(flat + 5 * (flat / (Room - 5)) + 16));
    }

    /// <summary>Encodes text; every line break in it (CRLF, LF, CR) becomes CRLF.</summary>
    /// <param name="octets">UTF-8.</param>
    /// <param name="room">Where to write; large enough for any input of this length.</param>
    /// <returns>Octets written.</returns>
    public static int Encode(ReadOnlySpan<byte> octets, Span<byte> room)
    {
        var lines = new QuotedLines(room);
        lines.Write(octets);
        lines.End();
        return lines.Length;
    }

    /// <summary>Writes <c>=XX</c>.</summary>
    public static int Escape(byte octet, Span<byte> room)
    {
        const string Hex = "0123456789ABCDEF";
        room[2] = (byte)Hex[octet & 15];
        room[1] = (byte)Hex[octet >> 4];
        room[0] = (byte)'=';
        return 3;
    }
}
