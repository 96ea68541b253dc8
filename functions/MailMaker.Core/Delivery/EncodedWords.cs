using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace MailMaker.Core.Delivery;

/// <summary>
/// Header text beyond ASCII as encoded words (RFC 2047), in the cheaper of its two encodings. Each word is at most 75 characters, its line at most 76, and
/// each holds whole characters (§5 (3)).
/// </summary>
internal static class EncodedWords
{
    /// <summary>Characters of a line that an encoded word stands in.</summary>
    public const int LongestLine = 76;

    private const int LongestWord = 75;
    private const int Frame = 12; // =?utf-8?B?…?=

    // RFC 2047 §5 (3): what a word in a display name may show as itself; good for any header.
    private static readonly SearchValues<byte> Literal = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/"u8);

    /// <summary>Writes the text, folding before each further word.</summary>
    public static void Write(ReadOnlySpan<char> text, ref MimeOutput output)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var rest = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
        var quoted = QuotedLength(rest) <= 4 * ((rest.Length + 2) / 3);
        for (var first = true; rest.Length > 0; first = false)
        {
            if (!first)
                output.Fold();
            var room = Math.Min(LongestWord, LongestLine - output.Column) - Frame;
            var length = quoted ? QuotedFit(rest, room) : WholeCharacters(rest, Math.Min(rest.Length, room / 4 * 3));
            if (length == 0)
                continue; // no room behind the field's name: the word begins on the next line
            WriteWord(rest[..length], quoted, ref output);
            rest = rest[length..];
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void WriteWord(ReadOnlySpan<byte> octets, bool quoted, ref MimeOutput output)
    {
        output.Write(quoted ? "=?utf-8?Q?"u8 : "=?utf-8?B?"u8);
        var room = output.Reserve(3 * octets.Length + 4);
        if (!quoted)
        {
            Base64.EncodeToUtf8(octets, room, out _, out var written);
            output.Advance(written);
        }
        else
        {
            output.Advance(Quote(octets, room));
        }

        output.Write("?="u8);
    }

    private static int Quote(ReadOnlySpan<byte> octets, Span<byte> room)
    {
        var length = 0;
        foreach (var octet in octets)
        {
            if (octet == ' ' || Literal.Contains(octet))
                room[length++] = octet == ' ' ? (byte)'_' : octet;
            else
                length += QuotedPrintable.Escape(octet, room[length..]);
        }

        return length;
    }

    private static int QuotedLength(ReadOnlySpan<byte> octets)
    {
        var length = 0;
        foreach (var octet in octets)
            length += QuotedLength(octet);
        return length;
    }

    private static int QuotedLength(byte octet) => octet == ' ' || Literal.Contains(octet) ? 1 : 3;

    private static int QuotedFit(ReadOnlySpan<byte> octets, int room)
    {
        var end = 0;
        while (end < octets.Length && (room -= QuotedLength(octets[end])) >= 0)
            end++;
        return WholeCharacters(octets, end);
    }

    // The longest prefix of at most so many octets that ends where a character does.
    private static int WholeCharacters(ReadOnlySpan<byte> octets, int end)
    {
        while (end > 0 && end < octets.Length && (octets[end] & 0xc0) == 0x80)
            end--;
        return Math.Max(end, 0);
    }
}
