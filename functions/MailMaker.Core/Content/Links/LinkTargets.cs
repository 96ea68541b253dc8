using System.Net;

namespace MailMaker.Core.Content.Links;

/// <summary>
/// Where the tracked links of a campaign's mails lead: fixed when the campaign is launched, never in the URL, so that no link can be turned into an open redirect.
/// </summary>
/// <param name="targets">As the campaign's content keeps them, by number.</param>
public sealed class LinkTargets(IReadOnlyList<string> targets)
{
    /// <summary>None.</summary>
    public static readonly LinkTargets None = new([]);

    /// <summary>How many links.</summary>
    public int Count => targets.Count;

    /// <summary>Where a link leads, ready for a <c>Location</c> header; null when there is no such link.</summary>
    public string? Find(int number) => number >= 0 && number < targets.Count ? targets[number] : null;

    /// <summary>The same within an attribute of HTML; empty when there is no such link.</summary>
    internal string Escaped(int number) => WebUtility.HtmlEncode(Find(number) ?? "");
}
