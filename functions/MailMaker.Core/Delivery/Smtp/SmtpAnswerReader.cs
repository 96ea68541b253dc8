using System.Text;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>
/// Reads replies (RFC 5321 §4.2.1) out of the octets that came so far. Lines may end in a bare line feed, and be longer than the 512 octets of §4.5.3.1.5, within
/// bounds: a server must not make us remember whatever it sends.
/// </summary>
public static class SmtpAnswerReader
{
    /// <summary>Longest line, in octets.</summary>
    public const int LongestLine = 4_096;

    /// <summary>Longest reply, in octets.</summary>
    public const int Longest = 32 * 1024;

    /// <summary>Reads the reply at the beginning of <paramref name="octets"/>.</summary>
    /// <param name="octets">What came and was not read yet.</param>
    /// <param name="answer">The reply, when it is complete.</param>
    /// <param name="length">Octets of the reply.</param>
    public static SmtpReadState Read(ReadOnlySpan<byte> octets, out SmtpAnswer? answer, out int length)
    {
        (answer, length) = (null, 0);
        var code = 0;
        StringBuilder? lines = null;
        while (true)
        {
            var rest = octets[length..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
                return rest.Length > LongestLine || octets.Length > Longest || !CanBegin(rest, code) ? SmtpReadState.Malformed : SmtpReadState.Incomplete;
            var line = rest[..end].TrimEnd((byte)'\r');
            if (end > LongestLine || length + end > Longest || !IsLine(line, code))
                return SmtpReadState.Malformed;
            code = CodeOf(line);
            length += end + 1;
            var isLast = line.Length == 3 || line[3] == ' ';
            var text = Encoding.UTF8.GetString(line[Math.Min(4, line.Length)..]);
            if (isLast)
            {
                answer = new SmtpAnswer(code, lines is null ? text : lines.Append(text).ToString());
                return SmtpReadState.Complete;
            }

            lines = (lines ?? new StringBuilder()).Append(text).Append('\n');
        }
    }

    // What is no reply is seen at its first octets, so that nobody waits for the rest of it.
    private static bool CanBegin(ReadOnlySpan<byte> line, int code)
    {
        if (line is [var first, ..] && first is < (byte)'2' or > (byte)'5')
            return false;
        return line.Length < 4 || IsLine(line.TrimEnd((byte)'\r'), code);
    }

    // The second digit has meanings up to 5 (RFC 5321 §4.2.1); others have been seen. All lines of a reply bear the same code.
    private static bool IsLine(ReadOnlySpan<byte> line, int code) =>
        line.Length >= 3 && line[0] is >= (byte)'2' and <= (byte)'5' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2])
        && (line.Length == 3 || line[3] is (byte)' ' or (byte)'-') && (code == 0 || code == CodeOf(line));

    private static int CodeOf(ReadOnlySpan<byte> line) => ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
}
