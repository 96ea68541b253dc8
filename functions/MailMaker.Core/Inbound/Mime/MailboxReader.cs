using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Reads a list of addresses in one pass: RFC 5322 §3.4 and §4.4, and the near misses that mailers write.</summary>
internal sealed class MailboxReader(string text)
{
    private readonly List<Mailbox> mailboxes = [];
    private readonly StringBuilder written = new(); // outside of angle brackets, quotes kept
    private readonly StringBuilder phrase = new(); // the same, unquoted
    private readonly StringBuilder comment = new();
    private string? angle;
    private string? group;
    private bool hasSign; // an '@' stands in what was written
    private bool noMoreQuotes; // a quote that never ends was met
    private int at;

    public IReadOnlyList<Mailbox> Read()
    {
        while (at < text.Length && mailboxes.Count < MimeLimits.MostMailboxes)
            ReadToken();
        EndMailbox();
        return mailboxes;
    }

    private void ReadToken()
    {
        switch (text[at])
        {
            case '"':
                ReadQuoted();
                break;
            case '(':
                ReadComment();
                break;
            case '<':
                ReadAngle();
                break;
            case '[' when hasSign && written[^1] == '@':
                ReadUntil(']');
                break;
            case ':' when angle is null && !hasSign:
                BeginGroup();
                break;
            case ',':
                at++;
                EndMailbox();
                break;
            case '>': // of one bracket too many
                at++;
                break;
            case ';':
                at++;
                EndMailbox();
                group = null;
                break;
            case '=' when EncodedWordReader.LengthAtStart(text.AsSpan(at)) is var length and > 0:
                Append(text.AsSpan(at, length));
                at += length;
                break;
            default:
                Append(text.AsSpan(at++, 1));
                break;
        }
    }

    // Runs of blanks count as one, so that nothing below looks at them twice.
    private void Append(ReadOnlySpan<char> piece)
    {
        if (piece is " " or "\t")
        {
            if (written.Length > 0 && written[^1] == ' ')
                return;
            piece = " ";
        }

        hasSign |= piece.Contains('@');
        written.Append(piece);
        phrase.Append(piece);
    }

    // A quote that never ends is a character like others.
    private void ReadQuoted()
    {
        var close = CloseOfQuoted(at);
        if (close < 0)
        {
            at++;
            return;
        }

        written.Append(text.AsSpan(at, close + 1 - at));
        for (var i = at + 1; i < close; i++)
        {
            if (text[i] == '\\' && i + 1 < close)
                i++;
            phrase.Append(text[i]);
        }

        at = close + 1;
    }

    private int CloseOfQuoted(int open)
    {
        if (noMoreQuotes)
            return -1;
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i;
        }

        noMoreQuotes = true;
        return -1;
    }

    private void ReadComment()
    {
        var depth = 0;
        if (comment.Length > 0)
            comment.Append(' ');
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\\' && at + 1 < text.Length)
                c = text[++at];
            else if (c == '(' && depth++ == 0)
                continue;
            else if (c == ')' && --depth == 0)
                break;
            comment.Append(c);
        }

        at = Math.Min(at + 1, text.Length);
        Append(" ");
    }

    private void ReadAngle()
    {
        var start = ++at;
        var last = text.IndexOf('>', at) < 0 ? ',' : '>'; // brackets that stay open end with the entry
        while (at < text.Length && text[at] != last)
        {
            if (text[at] == '"' && CloseOfQuoted(at) is var close and >= 0)
                at = close;
            at++;
        }

        at = Math.Min(at, text.Length);
        // The first brackets with something in them hold the address.
        if (string.IsNullOrEmpty(angle))
            angle = AddressText.WithoutRoute(text.AsSpan(start, at - start));
        if (last == '>')
            at = Math.Min(at + 1, text.Length);
    }

    private void ReadUntil(char last)
    {
        var end = text.IndexOf(last, at);
        var length = end < 0 ? 1 : end + 1 - at;
        Append(text.AsSpan(at, length));
        at += length;
    }

    private void BeginGroup()
    {
        at++;
        var name = phrase.ToString().Trim();
        phrase.Clear();
        written.Clear();
        if (!name.Equals("mailto", StringComparison.OrdinalIgnoreCase))
            group = EncodedWordReader.Decode(name);
    }

    private void EndMailbox()
    {
        var bare = written.ToString().Trim();
        var (name, address) = angle is null ? AddressText.Split(bare) : (phrase.ToString(), angle);
        if (angle is null && bare.Length > 0 && EncodedWordReader.LengthAtStart(bare) == bare.Length)
            ReadEncodedWhole(bare);
        else if (address.Length > 0)
            Add(name, address);
        written.Clear();
        phrase.Clear();
        comment.Clear();
        (angle, hasSign) = (null, false);
    }

    private void Add(string name, string address)
    {
        name = name.Trim();
        if (name.Length == 0)
            name = comment.ToString().Trim();
        mailboxes.Add(new(EncodedWordReader.Decode(name), address, group));
    }

    // Some programs encode "Name <address>" as one word, which RFC 2047 §5 forbids.
    private void ReadEncodedWhole(string name)
    {
        var decoded = EncodedWordReader.Decode(name);
        if (decoded.Length == name.Length || !decoded.Contains('@', StringComparison.Ordinal) || decoded.Contains("=?", StringComparison.Ordinal))
            return;
        foreach (var mailbox in Mailbox.ReadList(decoded))
        {
            if (mailboxes.Count < MimeLimits.MostMailboxes)
                mailboxes.Add(mailbox with { Group = group });
        }
    }
}
