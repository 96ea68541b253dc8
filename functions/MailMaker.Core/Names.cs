using System.Text.RegularExpressions;

namespace MailMaker.Core;

/// <summary>The rule for names of accounts, lists, templates and campaigns: they stand in URLs, paths and storage keys.</summary>
public static partial class Names
{
    /// <summary>What a name may look like, for a refusal's text.</summary>
    public const string Rule = "1 to 40 of a-z, 0-9 and '-', neither first nor last a '-'";

    /// <summary>Whether <paramref name="name"/> keeps the rule.</summary>
    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
