using System.Buffers;

namespace MailMaker.Core.Inbound;

/// <summary>Finds addresses in free text (RFC 5322 §3.4.1, as people and programs quote them).</summary>
internal static class AddressFinder
{
    private const int MostPerLine = 50;

    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t<>(),;");

    private static readonly SearchValues<char> LocalPunctuation = SearchValues.Create("!#$%&'*+-=?^_`{|}~.");

    /// <summary>The addresses of a line, each with a domain of two labels or more.</summary>
    public static List<FoundAddress> In(string line)
    {
        var found = new List<FoundAddress>();
        for (var at = line.IndexOf('@', StringComparison.Ordinal); at >= 0 && found.Count < MostPerLine; at = line.IndexOf('@', at + 1))
        {
            var from = found.Count > 0 ? found[^1].End : 0;
            if (At(line, at, from) is { } address)
                found.Add(address);
        }
        return found;
    }

    /// <summary>The first address in the value of a field such as <c>rfc822; user@example.com</c>; a local part alone is none.</summary>
    public static string? First(string value)
    {
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var text = (semicolon >= 0 && !value.AsSpan(0, semicolon).Contains('@') ? value[(semicolon + 1)..] : value).Trim();
        if (text.StartsWith('<') && text.EndsWith('>'))
            text = text[1..^1].Trim();
        var sign = text.LastIndexOf('@');
        // What a delivery report gives is an address even where it looks odd: "user"@host, =?utf-8?b?…?=@example.org, a host without a dot.
        if (sign > 0 && sign < text.Length - 1 && text.Length <= 320 && !text.AsSpan().ContainsAny(Separators) && !text.StartsWith('/') && !text.Contains("...", StringComparison.Ordinal))
            return text.Trim('\'');
        return In(text) is [var first, ..] ? first.Address : null;
    }

    private static FoundAddress? At(string line, int sign, int from)
    {
        var start = LocalStart(line, sign, from);
        var end = DomainEnd(line, sign + 1);
        if (start == sign || end - sign < 4 || sign - start > 128 || end - sign > 256)
            return null;
        var domain = line.AsSpan(sign + 1, end - sign - 1);
        if (!domain.Contains('.') || !char.IsLetter(domain[^1]))
            return null;
        var address = line[start..end];
        // A domain literal of dots alone, or an address cut short by whoever hid it, is none.
        if (address.Contains("..", StringComparison.Ordinal) && address[0] != '"')
            return null;
        return Around(line, address, start, end);
    }

    private static int LocalStart(string line, int sign, int from)
    {
        var start = sign;
        if (start > from && line[start - 1] == '"')
        {
            var open = line.LastIndexOf('"', start - 2 >= from ? start - 2 : from, Math.Max(0, start - 1 - from));
            return open >= from && open < start - 1 ? open : sign;
        }
        while (start > from && (char.IsLetterOrDigit(line[start - 1]) ? line[start - 1] < 0x2E80 : LocalPunctuation.Contains(line[start - 1])))
            start--;
        while (start < sign && line[start] is '.' or '\'' or '*' or '/' or '`' or '|')
            start++;
        return start;
    }

    private static int DomainEnd(string line, int end)
    {
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) ? line[end] < 0x2E80 : line[end] is '.' or '-'))
            end++;
        while (line[end - 1] is '.' or '-')
            end--;
        return end;
    }

    private static FoundAddress Around(string line, string address, int start, int end)
    {
        while (start > 0 && end < line.Length && ((line[start - 1], line[end]) is ('<', '>') or ('"', '"') or ('\'', '\'') or ('[', ']') or ('(', ')') or ('`', '\'')))
        {
            start--;
            end++;
        }
        return new FoundAddress(address, start, end);
    }
}
