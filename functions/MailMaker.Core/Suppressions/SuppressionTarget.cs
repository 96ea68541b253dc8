using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Suppressions;

/// <summary>What a client may name when it suppresses or looks up: an address, a number, or a domain.</summary>
public static class SuppressionTarget
{
    // An address needs no list to be read; a number without its country code can't be read without one.
    private static readonly ContactList Anywhere = new() { Account = "-", Name = "-", Country = "ZZ" };

    /// <summary>The canonical form; null when it is neither an e-mail address, nor a mobile number with <c>+</c>, nor <c>@</c> and a domain.</summary>
    public static string? Canonical(string text)
    {
        var trimmed = Blanks.Trim(text).ToString();
        if (trimmed is ['@', .. var domain])
            return FieldRules.For(Anywhere, BuiltInFields.Email).Normalise("a@" + domain, out var probe) is null && probe.Length > 2 ? probe[1..] : null;
        var field = trimmed.Contains('@', StringComparison.Ordinal) ? BuiltInFields.Email : BuiltInFields.Mobile;
        return FieldRules.For(Anywhere, field).Normalise(trimmed, out var canonical) is null && canonical.Length > 0 ? canonical : null;
    }

    /// <summary>The domain of an address with its <c>@</c>; null for a number.</summary>
    public static string? DomainOf(string address) => address.LastIndexOf('@') is >= 0 and var at ? address[at..] : null;

    /// <summary>The key kind that an address in canonical form could be.</summary>
    public static KeyKind KindOf(string address) => address.Contains('@', StringComparison.Ordinal) ? KeyKind.Email : KeyKind.Mobile;
}
