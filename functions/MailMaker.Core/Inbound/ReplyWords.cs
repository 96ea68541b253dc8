using System.Text;

namespace MailMaker.Core.Inbound;

/// <summary>A reply as its bare words in lower case, single-spaced: without addresses, codes and punctuation, which every system places otherwise.</summary>
internal readonly struct ReplyWords
{
    /// <summary>Longest text that is looked at; a longer one says what it has to say at its beginning.</summary>
    private const int Most = 4000;

    private readonly string _words;

    private ReplyWords(string words) => _words = words;

    /// <summary>Whether there is nothing but codes and addresses.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(_words);

    /// <summary>The words of a text.</summary>
    public static ReplyWords Of(string text)
    {
        var length = Math.Min(text.Length, Most);
        var words = new StringBuilder(length + 2).Append(' ');
        for (var at = 0; at < length;)
        {
            if (IsSpace(text[at]))
            {
                at++;
                continue;
            }
            var end = at;
            var isAddress = false;
            for (; end < length && !IsSpace(text[end]); end++)
                isAddress |= text[end] == '@' && end > at && end + 1 < length && !IsSpace(text[end + 1]);
            if (!IsCode(text.AsSpan(at, end - at)))
            {
                if (isAddress)
                    AppendAround(words, text.AsSpan(at, end - at));
                else
                    Append(words, text.AsSpan(at, end - at));
            }
            at = end;
        }
        return new ReplyWords(words.ToString());
    }

    /// <summary>Whether the words contain a phrase: from the beginning of a word on in scripts that write spaces, anywhere in those that don't.</summary>
    /// <param name="phrase">Lower case, single spaces; an asterisk stands for up to 60 characters.</param>
    public bool Has(string phrase) => Has(_words, phrase);

    /// <inheritdoc/>
    public override string ToString() => _words;

    private static bool Has(ReadOnlySpan<char> words, ReadOnlySpan<char> phrase)
    {
        var star = phrase.IndexOf('*');
        var head = star < 0 ? phrase : phrase[..star].TrimEnd();
        for (var from = 0; from < words.Length;)
        {
            var at = words[from..].IndexOf(head, StringComparison.Ordinal);
            if (at < 0)
                return false;
            at += from;
            from = at + 1;
            if (at > 0 && head[0] < 0x2E80 && words[at - 1] != ' ')
                continue;
            if (star < 0)
                return true;
            var rest = words[(at + head.Length)..];
            if (Has(rest[..Math.Min(rest.Length, 60 + phrase.Length)], phrase[(star + 1)..].TrimStart()))
                return true;
        }
        return false;
    }

    // Only the address goes: in "<user@example.com>:host" and "address=user@example.com" the rest stays, as words.
    private static void AppendAround(StringBuilder words, ReadOnlySpan<char> token)
    {
        var sign = token.LastIndexOf('@');
        var from = sign;
        while (from > 0 && (char.IsLetterOrDigit(token[from - 1]) || token[from - 1] is '.' or '_' or '-' or '+' or '%' or '@' or '!' or '#' or '$' or '&'))
            from--;
        var to = sign + 1;
        while (to < token.Length && (char.IsLetterOrDigit(token[to]) || token[to] is '.' or '-'))
            to++;
        Append(words, token[..from]);
        Append(words, token[to..]);
    }

    private static void Append(StringBuilder words, ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                words.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '\u2019') && words[^1] != ' ')
                words.Append(' ');
        }
        if (words[^1] != ' ')
            words.Append(' ');
    }

    private static bool IsCode(ReadOnlySpan<char> token)
    {
        if (!char.IsAsciiDigit(token.TrimStart("(#[<")[..Math.Min(1, token.TrimStart("(#[<").Length)] is [var first] ? first : ' '))
            return false;
        foreach (var c in token)
            if (!char.IsAsciiDigit(c) && c is not ('.' or '-' or '(' or ')' or '#' or '[' or ']' or ':' or ',' or ';' or '<' or '>'))
                return false;
        return true;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\u00A0' or '\u3000';
}
