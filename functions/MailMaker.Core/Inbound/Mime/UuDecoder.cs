namespace MailMaker.Core.Inbound.Mime;

/// <summary>Uuencoded text as POSIX <c>uuencode</c> writes it, between <c>begin</c> and <c>end</c>; lines without them are read too.</summary>
internal static class UuDecoder
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var to = new List<byte>(text.Length / 4 * 3);
        var begin = text.StartsWith("begin "u8) ? 0 : text.IndexOf("\nbegin "u8);
        if (begin >= 0)
            text = AfterLine(text[(begin + (begin == 0 ? 0 : 1))..]);
        for (; !text.IsEmpty && !text.StartsWith("end"u8); text = AfterLine(text))
            DecodeLine(Line(text), to);
        return [.. to];
    }

    private static void DecodeLine(ReadOnlySpan<byte> line, List<byte> to)
    {
        if (line.IsEmpty || line[0] is < 32 or > 96)
            return;
        var length = Six(line, 0);
        for (var i = 1; length > 0; i += 4)
        {
            var bits = Six(line, i) << 18 | Six(line, i + 1) << 12 | Six(line, i + 2) << 6 | Six(line, i + 3);
            for (var shift = 16; shift >= 0 && length > 0; shift -= 8, length--)
                to.Add((byte)(bits >> shift));
        }
    }

    // Blanks at the end of a line, which stand for zero, get lost on the way.
    private static int Six(ReadOnlySpan<byte> line, int at) => at < line.Length ? (line[at] - 32) & 63 : 0;

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
    }

    private static ReadOnlySpan<byte> AfterLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? default : text[(end + 1)..];
    }
}
