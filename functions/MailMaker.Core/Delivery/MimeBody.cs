using System.Buffers;
using System.Buffers.Text;
using System.Text;
using MailMaker.Core.Content;

namespace MailMaker.Core.Delivery;

/// <summary>A text part: its own header fields, then its content in the cheaper of quoted-printable and base64.</summary>
internal static class MimeBody
{
    private const int LineLength = 76; // RFC 2045 §6.8

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
            var room = rented.AsSpan(octets.Length);
            WriteBase64(room[..TextOctets.WithLineBreaks(octets, room)], ref output);
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

    /// <summary>The same for a rendered part, whose static texts are encoded already: only the values are work.</summary>
    public static void Write(ReadOnlySpan<byte> contentType, PartWriter part, ref MimeOutput output)
    {
        output.Write("Content-Type: "u8);
        output.Write(contentType);
        output.Write("; charset=utf-8\r\nContent-Transfer-Encoding: "u8);
        // Octets of UTF-8 at most three a character, twice that where lone line breaks become CRLF.
        var isAscii = Ascii.IsValid(part.Values);
        var valueOctets = (isAscii ? 1 : 3) * part.Values.Length;
        var rented = ArrayPool<byte>.Shared.Rent(2 * valueOctets + 1);
        var (octets, escaped, quoted) = (0, isAscii ? 0 : QuotedPrintable.CountEscaped(rented.AsSpan(0, Encoding.UTF8.GetBytes(part.Values, rented))), 0);
        octets += valueOctets;
        foreach (ref readonly var segment in part.Segments)
        {
            if (segment.Piece is { } piece)
                (octets, escaped, quoted) = (octets + piece.Octets.Length, escaped + piece.Escaped, quoted + piece.Quoted.Length);
        }

        if (escaped <= octets / 6)
        {
            output.Write("quoted-printable\r\n\r\n"u8);
            // At each seam white space may have to be escaped and a line be broken.
            var room = output.Reserve(quoted + 8 * part.Segments.Length + QuotedPrintable.Bound(valueOctets, valueOctets));
            output.Advance(WriteQuoted(part, room, rented));
        }
        else
        {
            output.Write("base64\r\n\r\n"u8);
            WriteBase64(part, octets + valueOctets, rented, ref output);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private static int WriteQuoted(PartWriter part, Span<byte> room, Span<byte> scratch)
    {
        var lines = new QuotedLines(room);
        foreach (ref readonly var segment in part.Segments)
        {
            if (segment.Piece is { } piece)
                lines.WriteEncoded(piece.Quoted, piece.EndColumn);
            else
                lines.Write(scratch[..Encoding.UTF8.GetBytes(part.Values.Slice(segment.Start, segment.Length), scratch)]);
        }

        lines.End();
        return lines.Length;
    }

    private static void WriteBase64(PartWriter part, int most, Span<byte> scratch, ref MimeOutput output)
    {
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        foreach (ref readonly var segment in part.Segments)
        {
            if (segment.Piece is { } piece)
            {
                piece.Octets.CopyTo(rented.AsSpan(length));
                length += piece.Octets.Length;
            }
            else
            {
                var octets = scratch[..Encoding.UTF8.GetBytes(part.Values.Slice(segment.Start, segment.Length), scratch)];
                length += TextOctets.WithLineBreaks(octets, rented.AsSpan(length));
            }
        }

        WriteBase64(rented.AsSpan(0, length), ref output);
        ArrayPool<byte>.Shared.Return(rented);
    }

    // Encoded in one go at the end of the room, which is several times as fast as line by line, then moved up line by line.
    private static void WriteBase64(ReadOnlySpan<byte> octets, ref MimeOutput output)
    {
        var length = 4 * ((octets.Length + 2) / 3);
        var breaks = length == 0 ? 0 : 2 * ((length - 1) / LineLength);
        var room = output.Reserve(length + breaks)[..(length + breaks)];
        var rest = room[breaks..];
        Base64.EncodeToUtf8(octets, rest, out _, out _);
        var written = 0;
        for (; rest.Length > LineLength; rest = rest[LineLength..])
        {
            rest[..LineLength].CopyTo(room[written..]);
            written += LineLength;
            room[written++] = (byte)'\r';
            room[written++] = (byte)'\n';
        }

        output.Advance(length + breaks);
    }
}
