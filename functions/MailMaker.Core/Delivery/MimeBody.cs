using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace MailMaker.Core.Delivery;

/// <summary>A text part: its own header fields, then its content in the cheaper of quoted-printable and base64.</summary>
internal static class MimeBody
{
    private const int OctetsPerLine = 57; // 76 characters of base64 (RFC 2045 §6.8)

    /// <summary>Writes the part's fields, the empty line and the content.</summary>
    public static void Write(ReadOnlySpan<byte> contentType, ReadOnlySpan<char> text, ref MimeOutput output)
    {
        // Room for CRLF in place of each lone line break behind the text itself.
        var rented = ArrayPool<byte>.Shared.Rent(2 * Encoding.UTF8.GetMaxByteCount(text.Length));
        var octets = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
        var escaped = QuotedPrintable.CountEscaped(octets);
        output.Write("Content-Type: "u8);
        output.Write(contentType);
        output.Write("; charset=utf-8\r\nContent-Transfer-Encoding: "u8);
        if (escaped <= octets.Length / 6)
        {
            output.Write("quoted-printable\r\n\r\n"u8);
            output.Advance(QuotedPrintable.Encode(octets, output.Reserve(QuotedPrintable.Bound(octets.Length, escaped + 2 * CountControls(octets)))));
        }
        else
        {
            output.Write("base64\r\n\r\n"u8);
            WriteBase64(WithLineBreaks(octets, rented.AsSpan(octets.Length)), ref output);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    // Line breaks among them, which can grow by an octet and make the white space before them grow by two.
    private static int CountControls(ReadOnlySpan<byte> octets)
    {
        var count = octets.Count((byte)0x7f);
        for (int at; (at = octets.IndexOfAnyInRange((byte)0, (byte)0x1f)) >= 0; octets = octets[(at + 1)..])
            count++;
        return count;
    }

    // RFC 2045 §6.8: line breaks of text are CRLF before they are encoded.
    private static ReadOnlySpan<byte> WithLineBreaks(ReadOnlySpan<byte> octets, Span<byte> room)
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
        return room[..(length + octets.Length)];
    }

    private static void WriteBase64(ReadOnlySpan<byte> octets, ref MimeOutput output)
    {
        var room = output.Reserve(4 * ((octets.Length + 2) / 3) + 2 * (octets.Length / OctetsPerLine + 1));
        var length = 0;
        for (; octets.Length > OctetsPerLine; octets = octets[OctetsPerLine..])
        {
            Base64.EncodeToUtf8(octets[..OctetsPerLine], room[length..], out _, out var line);
            length += line;
            room[length++] = (byte)'\r';
            room[length++] = (byte)'\n';
        }

        Base64.EncodeToUtf8(octets, room[length..], out _, out var last);
        output.Advance(length + last);
    }
}
