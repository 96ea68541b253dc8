using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailMaker.Core.Delivery;

/// <summary>
/// An address as it stands in a header (RFC 5322 §3.4.1). A domain in another script is written in ASCII (RFC 3492); a local part in another script stays
/// UTF-8, which only a server with SMTPUTF8 takes (RFC 6531, RFC 6532 §3.2).
/// </summary>
internal static class MailAddressText
{
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 255;

    // RFC 5322 §3.2.3 atext and the dot; RFC 5321 §4.1.2 letters, digits and hyphen, and the dot.
    private static readonly SearchValues<char> LocalPart =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> Domain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = true };

    /// <summary>The address with its domain in ASCII; null when it can't stand in a header.</summary>
    public static string? Of(string address)
    {
        var at = address.LastIndexOf('@');
        // U+FFFD stands where some program before us could not read a character.
        if (at is < 1 or > LongestLocalPart || address.Contains('\ufffd', StringComparison.Ordinal) || !IsLocalPart(address.AsSpan(0, at)))
            return null;
        var domain = address.AsSpan(at + 1);
        if (Ascii.IsValid(domain))
            return IsDomain(domain) ? address : null;
        return ToAscii(domain.ToString()) is { } ascii && IsDomain(ascii) ? $"{address.AsSpan(0, at)}@{ascii}" : null;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text)
    {
        if (text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal))
            return false;
        for (int other; (other = text.IndexOfAnyExcept(LocalPart)) >= 0; text = text[(other + 1)..])
        {
            var c = text[other];
            if (c < 0xa0 || char.IsWhiteSpace(c) || char.IsSurrogate(c) && !IsPair(text, ref other) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                return false;
        }

        return true;
    }

    private static bool IsPair(ReadOnlySpan<char> text, ref int at)
    {
        if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            return false;
        at++;
        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > LongestDomain || text.ContainsAnyExcept(Domain))
            return false;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return false;
        }

        return true;
    }

    private static string? ToAscii(string domain)
    {
        try
        {
            return Idn.GetAscii(domain.Normalize(NormalizationForm.FormC).ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
