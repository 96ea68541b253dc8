using System.Globalization;
using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Takes a value with parameters apart: RFC 2045 §5.1, RFC 2231 §3 and §4, and what programs write instead.</summary>
internal ref struct ParameterReader(string text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int at;

    public HeaderValue Read()
    {
        var value = WithoutComments(Until(';')).ToLowerInvariant();
        // "text/plain charset=utf-8": the semicolon got lost.
        if (value.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 && value.AsSpan(blank).Contains('='))
            (value, at) = (value[..blank], text.IndexOf(' '));
        var plain = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var pieces = new Dictionary<string, SortedDictionary<int, Piece>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < MimeLimits.MostParameters && at < text.Length; i++)
            ReadParameter(plain, pieces);
        foreach (var (name, parts) in pieces)
            plain[name] = Join(parts); // RFC 2231 form before a plain one: RFC 6266 §4.3 says so for names of files
        return new(value, plain);
    }

    private void ReadParameter(Dictionary<string, string> plain, Dictionary<string, SortedDictionary<int, Piece>> pieces)
    {
        var start = at;
        var length = text[start..].IndexOfAny('=', ';');
        at = length < 0 ? text.Length : start + length;
        var name = text[start..at].Trim(" \t\r\n").ToString();
        if (at == text.Length || text[at++] == ';' || name.Length == 0)
            return;
        var value = Value();
        var star = name.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            plain.TryAdd(name, EncodedWordReader.Decode(value));
        else if (star > 0)
            AddPiece(name, star, value, pieces);
    }

    // "name*", "name*0", "name*0*": RFC 2231 §4.1 puts the number first, then the star that says "percent-encoded".
    private static void AddPiece(string name, int star, string value, Dictionary<string, SortedDictionary<int, Piece>> pieces)
    {
        var encoded = name[^1] == '*';
        var digits = name.AsSpan(star + 1).TrimEnd('*');
        var number = 0;
        if (!digits.IsEmpty && !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return;
        if (!pieces.TryGetValue(name[..star], out var parts))
            pieces[name[..star]] = parts = [];
        parts.TryAdd(number, new(value, encoded));
    }

    private static string Join(SortedDictionary<int, Piece> pieces)
    {
        var bytes = new List<byte>();
        var (charset, first) = (default(string), true);
        foreach (var (value, encoded) in pieces.Values)
        {
            var rest = value.AsSpan();
            if (first && encoded && rest.IndexOf('\'') is var quote and >= 0 && rest[(quote + 1)..].IndexOf('\'') is var second and >= 0)
            {
                charset = rest[..quote].ToString();
                rest = rest[(quote + second + 2)..];
            }

            first = false;
            if (encoded)
                AppendPercentDecoded(rest, bytes);
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(EncodedWordReader.Decode(rest.ToString())));
        }

        return Charsets.Decode([.. bytes], charset);
    }

    private static void AppendPercentDecoded(ReadOnlySpan<char> text, List<byte> to)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                to.Add(octet);
                i += 2;
            }
            else if (text[i] < 0x80)
            {
                to.Add((byte)text[i]);
            }
            else
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                to.AddRange(Encoding.UTF8.GetBytes(text.Slice(i, length).ToString()));
                i += length - 1;
            }
        }
    }

    private string Value()
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        if (at < text.Length && text[at] == '"')
        {
            var quoted = Quoted();
            Until(';'); // what stands between the closing quote and the semicolon belongs to nothing
            return quoted;
        }

        return WithoutComments(Until(';'));
    }

    // Nothing ends a quoted string but its quote, unless there is none: then the semicolon does.
    private string Quoted()
    {
        var (start, unquoted) = (at, new StringBuilder());
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            unquoted.Append(text[at]);
        }

        if (at < text.Length)
        {
            at++;
            return unquoted.ToString();
        }

        at = start + 1;
        return Until(';').Trim().ToString();
    }

    private ReadOnlySpan<char> Until(char end)
    {
        var rest = text[at..];
        var length = rest.IndexOf(end);
        at = length < 0 ? text.Length : at + length + 1;
        return length < 0 ? rest : rest[..length];
    }

    // "us-ascii (Plain text)" is RFC 2045's own example. A bracket inside a word, as in "report(1).pdf", is part of it.
    private static string WithoutComments(ReadOnlySpan<char> token)
    {
        token = token.Trim(" \t\r\n");
        if (!token.IsEmpty && token[0] == '(' && token.IndexOf(')') is var close and >= 0)
            token = token[(close + 1)..].TrimStart(" \t");
        if (!token.IsEmpty && token[^1] == ')' && token.IndexOf(" (") is var open and >= 0)
            token = token[..open].TrimEnd(" \t");
        return token.ToString();
    }

    private readonly record struct Piece(string Value, bool Encoded);
}
