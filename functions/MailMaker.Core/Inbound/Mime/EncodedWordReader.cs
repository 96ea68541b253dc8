using System.Globalization;
using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Decodes encoded words (RFC 2047) wherever they stand, joining characters that were cut between two of them.</summary>
internal static class EncodedWordReader
{
    private const int LongestCharset = 60;

    /// <summary>The text with its encoded words decoded; blanks between two of them are dropped (RFC 2047 §6.2).</summary>
    public static string Decode(string text)
    {
        var at = text.IndexOf("=?", StringComparison.Ordinal);
        if (at < 0)
            return text;
        var (decoded, pending, charset) = (new StringBuilder(text.Length), new List<byte>(), "");
        var rest = text.AsSpan();
        while (at >= 0 && TryMatch(rest[at..], out var word))
        {
            if (word.Length == 0)
            {
                Flush(decoded, pending, charset);
                decoded.Append(rest[..(at + 2)]);
                rest = rest[(at + 2)..];
            }
            else
            {
                var between = rest[..at];
                var joins = charset.Length > 0 && between.IsWhiteSpace();
                if (!joins || !word.CharsetIn(rest[at..]).Equals(charset, StringComparison.OrdinalIgnoreCase))
                    Flush(decoded, pending, charset);
                if (!joins)
                    decoded.Append(between);
                charset = word.CharsetIn(rest[at..]).ToString();
                word.AppendTo(pending, rest[at..]);
                rest = rest[(at + word.Length)..];
            }

            if (word.Length == 0)
                charset = "";
            at = rest.IndexOf("=?");
        }

        Flush(decoded, pending, charset);
        return decoded.Append(rest).Replace('\r', ' ').Replace('\n', ' ').ToString(); // a header has one line, whatever was encoded
    }

    /// <summary>Characters of the encoded word that a text begins with, or 0.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> text) =>
        text.StartsWith("=?") && TryMatch(text[..Math.Min(text.Length, 4096)], out var word) ? word.Length : 0;

    private static void Flush(StringBuilder to, List<byte> pending, string charset)
    {
        if (pending.Count > 0)
            to.Append(Charsets.Decode([.. pending], charset));
        pending.Clear();
    }

    // False when no word can follow at all; a Word of length 0 when none begins here.
    private static bool TryMatch(ReadOnlySpan<char> text, out Word word)
    {
        word = default;
        var charset = text[2..Math.Min(text.Length, 2 + LongestCharset)].IndexOf('?');
        if (charset < 0)
            return text.Length > 2;
        var encoding = 2 + charset + 1;
        if (charset == 0 || encoding + 1 >= text.Length || text[encoding + 1] != '?' || (text[encoding] | 0x20) is not ('b' or 'q'))
            return true;
        var start = encoding + 2;
        var end = text[start..].IndexOf("?=");
        if (end < 0)
            return false;
        word = new(charset, start, end);
        return true;
    }

    private readonly record struct Word(int Charset, int Start, int Encoded)
    {
        public int Length => Start == 0 ? 0 : Start + Encoded + 2;

        // RFC 2231 §5: a language may follow the charset.
        public ReadOnlySpan<char> CharsetIn(ReadOnlySpan<char> text)
        {
            var name = text.Slice(2, Charset);
            var star = name.IndexOf('*');
            return star < 0 ? name : name[..star];
        }

        public void AppendTo(List<byte> bytes, ReadOnlySpan<char> text)
        {
            var encoded = text.Slice(Start, Encoded);
            if ((text[Start - 2] | 0x20) == 'b')
                bytes.AddRange(Base64Decoder.Decode(Encoding.UTF8.GetBytes(encoded.ToString())));
            else
                AppendQ(bytes, encoded);
        }

        // RFC 2047 §4.2
        private static void AppendQ(List<byte> bytes, ReadOnlySpan<char> text)
        {
            Span<byte> utf8 = stackalloc byte[4];
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
                {
                    bytes.Add(octet);
                    i += 2;
                }
                else if (text[i] < 0x80)
                {
                    bytes.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
                }
                else
                {
                    Rune.DecodeFromUtf16(text[i..], out var rune, out var used);
                    bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                    i += used - 1;
                }
            }
        }
    }
}
