using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailMaker.Core.Contacts;

/// <summary>
/// An e-mail address that a mail can be sent to over SMTP (RFC 5321 §4.1.2, with RFC 6531 local parts). Its form is canonical: lower case
/// throughout, because clients' files differ in case and no mail provider of note tells cases apart; the domain in ASCII (RFC 5890); a
/// local part without quotes where it needs none. Domain literals and domains of one label are refused: no contact lives there.
/// </summary>
public readonly record struct EmailAddress
{
    /// <summary>Octets of a whole address (RFC 5321 §4.5.3.1.3 less the two angle brackets).</summary>
    public const int MostOctets = 254;

    private const int MostLocalOctets = 64; // RFC 5321 §4.5.3.1.1
    private const int MostDomainOctets = 253;
    private const int MostLabelOctets = 63; // RFC 1035 §2.3.4

    // RFC 5322 §3.2.3 atext, and the dot between atoms.
    private static readonly SearchValues<char> AtomOrDot =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> LettersDigitsHyphenDot =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    private EmailAddress(string value) => Value = value;

    /// <summary>The canonical form.</summary>
    public string Value { get; }

    /// <summary>Reads an address; blanks around it, <c>mailto:</c> and one pair of angle brackets are dropped.</summary>
    public static bool TryParse(string? text, out EmailAddress address)
    {
        Span<char> buffer = stackalloc char[MostOctets];
        var good = Normalise(text, buffer, out var written) is null;
        address = good ? new EmailAddress(new string(buffer[..written])) : default;
        return good;
    }

    /// <summary>Writes the canonical form of <paramref name="text"/>.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="to">At least <see cref="MostOctets"/> long.</param>
    /// <param name="written">Characters written.</param>
    /// <returns>Null when it is an address, else the reason, which never holds the address.</returns>
    public static string? Normalise(ReadOnlySpan<char> text, Span<char> to, out int written)
    {
        written = 0;
        text = Unwrap(text);
        if (text.Length is 0 or > 2 * MostOctets)
            return text.IsEmpty ? "is empty" : "is longer than an e-mail address can be (254 octets)";
        var at = text[0] == '"' ? EndOfQuoted(text) : text.IndexOf('@');
        if (at < 0)
            return text[0] == '"' ? "has a quoted part that does not end before an '@'" : "is not an e-mail address: it has no '@'";
        if (at == 0)
            return "has nothing before the '@'";
        if (text[(at + 1)..].Contains('@'))
            return "has more than one '@'";
        return WriteLocal(text[..at], to, ref written) ?? WriteDomain(text[(at + 1)..], to, ref written);
    }

    /// <summary>The canonical form.</summary>
    public override string ToString() => Value;

    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> text)
    {
        text = Blanks.Trim(text);
        if (text.Length > 1 && text[0] == '<' && text[^1] == '>')
            text = Blanks.Trim(text[1..^1]);
        if (text.Length < 7 || text[6] != ':' || !text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            return text;
        text = text["mailto:".Length..];
        var query = text.IndexOf('?');
        return query < 0 ? text : text[..query];
    }

    // The index of the '@' right after the closing quote, or -1.
    private static int EndOfQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i + 1 < text.Length && text[i + 1] == '@' ? i + 1 : -1;
        }

        return -1;
    }

    private static string? WriteLocal(ReadOnlySpan<char> local, Span<char> to, ref int written)
    {
        if (local[0] != '"')
            return IsDotAtom(local) ? WriteLocal(local, true, to, ref written) : LocalFault(local);
        Span<char> content = stackalloc char[local.Length];
        if (!TryUnquote(local[1..^1], content, out var length))
            return "has a character before the '@' that an address can't have";
        return WriteLocal(content[..length], IsDotAtom(content[..length]), to, ref written);
    }

    private static string? WriteLocal(ReadOnlySpan<char> local, bool atoms, Span<char> to, ref int written)
    {
        if (local.Length > MostLocalOctets || Encoding.UTF8.GetByteCount(local) > MostLocalOctets)
            return "has more than 64 octets before the '@'";
        if (!atoms)
            return WriteQuoted(local, to, ref written);
        written = local.ToLowerInvariant(to);
        to[written++] = '@';
        return null;
    }

    private static string LocalFault(ReadOnlySpan<char> local) =>
        HasMisplacedDot(local)
            ? "has a misplaced dot before the '@'"
            : "has a character before the '@' that an address can't have";

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || HasMisplacedDot(local))
            return false;
        return !local.ContainsAnyExcept(AtomOrDot) || AllInternational(local);
    }

    private static bool HasMisplacedDot(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.')
            return true;
        for (var dot = local.IndexOf('.'); dot >= 0; dot = local.IndexOf('.'))
        {
            local = local[(dot + 1)..];
            if (local[0] == '.')
                return true;
        }

        return false;
    }

    // RFC 6531 §3.3: UTF8-non-ascii beside atext. Text that no keyboard makes (controls, blanks, private use, unassigned) stays out.
    private static bool AllInternational(ReadOnlySpan<char> local)
    {
        foreach (var rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? !AtomOrDot.Contains((char)rune.Value) : !IsInternational(rune))
                return false;
        }

        return true;
    }

    private static bool IsInternational(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool TryUnquote(ReadOnlySpan<char> quoted, Span<char> to, out int length)
    {
        length = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            var c = quoted[i] == '\\' && i + 1 < quoted.Length ? quoted[++i] : quoted[i];
            if (c is < ' ' or '\u007F')
                return false;
            to[length++] = c;
        }

        foreach (var rune in to[..length].EnumerateRunes())
        {
            if (!rune.IsAscii && !IsInternational(rune))
                return false;
        }

        return length > 0;
    }

    private static string? WriteQuoted(ReadOnlySpan<char> content, Span<char> to, ref int written)
    {
        to[written++] = '"';
        foreach (var c in content)
        {
            if (c is '"' or '\\')
                to[written++] = '\\';
            to[written++] = char.ToLowerInvariant(c);
        }

        to[written++] = '"';
        to[written++] = '@';
        return null;
    }

    private static string? WriteDomain(ReadOnlySpan<char> domain, Span<char> to, ref int written)
    {
        if (domain.IsEmpty)
            return "has nothing after the '@'";
        if (domain.ContainsAnyExcept(LettersDigitsHyphenDot))
        {
            if (!TryToAscii(domain, out var ascii))
                return "has a domain with a character that a domain can't have";
            domain = ascii;
        }

        if (DomainFault(domain) is { } fault)
            return fault;
        if (written + domain.Length > MostOctets)
            return "is longer than an e-mail address can be (254 octets)";
        written += domain.ToLowerInvariant(to[written..]);
        return null;
    }

    private static bool TryToAscii(ReadOnlySpan<char> domain, out string ascii)
    {
        ascii = "";
        foreach (var rune in domain.EnumerateRunes())
        {
            // 。 is a dot to IDNA (RFC 3490 §3.1); no other punctuation is.
            if (rune.IsAscii ? !LettersDigitsHyphenDot.Contains((char)rune.Value) : rune.Value != 0x3002 && !IsDomainLetter(rune))
                return false;
        }

        try
        {
            ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain.ToString().ToLowerInvariant());
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsDomainLetter(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber;

    private static string? DomainFault(ReadOnlySpan<char> domain)
    {
        if (domain.Length > MostDomainOctets)
            return "has a domain longer than 253 octets";
        var labels = 0;
        var rest = domain;
        while (true)
        {
            var dot = rest.IndexOf('.');
            var label = dot < 0 ? rest : rest[..dot];
            if (label.Length is 0 or > MostLabelOctets || label[0] == '-' || label[^1] == '-')
                return label.IsEmpty ? "has a misplaced dot in its domain" : "has a domain that can't exist";
            labels++;
            if (dot < 0)
                return labels == 1 ? "has a domain without a dot" : label.ContainsAnyExceptInRange('0', '9') ? null : "has a number for a top-level domain";
            rest = rest[(dot + 1)..];
        }
    }
}
