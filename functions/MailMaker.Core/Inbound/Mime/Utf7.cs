using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Reads UTF-7 (RFC 2152), which .NET no longer does; old mailers still write it.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != (byte)'+')
            {
                text.Append((char)bytes[i]);
                continue;
            }

            var start = ++i;
            while (i < bytes.Length && Base64Decoder.ValueOf(bytes[i]) >= 0)
                i++;
            if (i == start)
                text.Append('+'); // "+-" is a plus
            else
                AppendShifted(text, bytes[start..i]);
            if (i == bytes.Length || bytes[i] != (byte)'-')
                i--;
        }

        return text.ToString();
    }

    // UTF-16, big end first, in base64 without padding; bits left over are none.
    private static void AppendShifted(StringBuilder text, ReadOnlySpan<byte> base64)
    {
        var (bits, count) = (0, 0);
        foreach (var octet in base64)
        {
            bits = (bits << 6 | Base64Decoder.ValueOf(octet)) & 0x3FFFFF;
            count += 6;
            if (count < 16)
                continue;
            count -= 16;
            text.Append((char)(bits >> count & 0xFFFF));
        }
    }
}
